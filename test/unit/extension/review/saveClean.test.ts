import { expect, test } from 'vitest';
import { saveClean, type AcceptedFile } from '../../../../src/extension/review/saveClean';

test('an accepted file is saved although the editor does not call it dirty yet', async () => {
  const { file, saves } = accepted({ isDirty: false });
  expect(await saveClean([file])).toBeUndefined();
  expect(saves()).toBe(1);
});

test('what had unsaved changes, or has nothing to be edited, is left alone', async () => {
  const unsaved = accepted({ isDirty: true, wasClean: false });
  const deleted = accepted({ effect: 'delete' });
  const created: AcceptedFile = { file: { path: 'new.js' }, effect: 'create', wasClean: true };
  expect(await saveClean([unsaved.file, deleted.file, created])).toBeUndefined();
  expect([unsaved.saves(), deleted.saves()]).toEqual([0, 0]);
});

test('what the auto-save had saved by then is saved', async () => {
  const { file } = accepted({ isDirty: false, saved: false });
  expect(await saveClean([file])).toBeUndefined();
});

test('what can not be saved is told, and the others are saved all the same', async () => {
  const refused = accepted({ isDirty: true, saved: false });
  const other = accepted({});
  expect(await saveClean([refused.file, other.file])).toBe(
    'Accepted, but not saved: src/cart.js. Save it yourself, or undo.',
  );
  expect(other.saves()).toBe(1);
});

interface Accepted {
  readonly isDirty?: boolean;
  readonly wasClean?: boolean;
  readonly effect?: AcceptedFile['effect'];
  /** What the editor answers when it is asked to save. */
  readonly saved?: boolean;
}

function accepted({ isDirty = true, wasClean = true, effect = 'edit', saved = true }: Accepted): {
  readonly file: AcceptedFile;
  readonly saves: () => number;
} {
  let saves = 0;
  const save = (): Promise<boolean> => {
    saves++;
    return Promise.resolve(saved);
  };
  const document = { isDirty, save };
  return {
    file: { file: { path: 'src/cart.js' }, effect, wasClean, document },
    saves: () => saves,
  };
}
