import { expect, test } from 'vitest';
import { emptySession } from '../../../../src/core/session/sessionState';
import { inOrder } from '../../../../src/extension/sessions/inOrder';
import type { SessionView } from '../../../../src/extension/sessions/repairSession';

function session(id: string, running = false): { readonly view: SessionView } {
  return { view: { id, title: 't', root: 'file:///w', state: emptySession, running } };
}

function ids(...sessions: readonly { readonly view: SessionView }[]): readonly string[] {
  return inOrder(sessions).map(({ view }) => view.id);
}

test('the newest session comes first', () => {
  expect(ids(session('02'), session('03'), session('01'))).toEqual(['03', '02', '01']);
});

test('an older session that goes on comes before newer ones', () => {
  expect(ids(session('02'), session('01', true), session('03'))).toEqual(['01', '03', '02']);
});
