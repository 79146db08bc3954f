import { describe, expect, test } from 'vitest';
import type { FileTexts, TestRunner } from '../../../../src/core/ports';
import type { TestReport } from '../../../../src/core/testReport';
import { cartFiles, cartTests } from '../../../support/cart';
import { replyEdit as edit } from '../../../support/replyEdit';
import { failedTest, testReport } from '../../../support/reports';
import { scriptedRoles } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';

const right = edit('src/cart.ts', '  return n - 1;', '  return n + 1;');
const wrong = edit('src/cart.ts', '  return n - 1;', '  return n * 1;');

describe('what is insisted on', () => {
  test('an edit that no grammar knows is judged by the tests when it comes again as it was', async () => {
    // Valid, but newer than the grammar.
    const newer = `${right}${edit('src/cart.ts', 'export function name() {', "export type * from './types';\nexport function name() {")}`;
    const model = scriptedRoles({ author: [newer] });
    const events = await solveInMemory({ files: cartFiles, tests: cartTests, model });
    const reasons = events.flatMap((event) => (event.kind === 'guard' ? [event.reason] : []));
    expect(reasons).toEqual(['does-not-parse']);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });

  test("the developer's hint stays with the session, also past clean starts", async () => {
    let n = 0;
    const next = (): string =>
      edit('src/cart.ts', '  return n - 1;', `  return n * ${String(++n)};`);
    const model = scriptedRoles({ author: [wrong, next], explain: ['T1: it wants two.'] });
    let asked = 0;
    const reviewer = {
      afterIteration: () =>
        Promise.resolve({
          kind: 'continue' as const,
          ...(asked++ === 0 ? { hint: 'it must add' } : {}),
        }),
    };
    const task = { effort: 'thorough' } as const;
    await solveInMemory({ files: cartFiles, tests: cartTests, model, reviewer, task });
    const words = model
      .requestsOf('author')
      .map(({ messages }) => messages.map(({ content }) => content).join('\n'));
    expect(words.slice(1).every((each) => each.includes('it must add'))).toBe(true);
    expect(words[1]?.split('it must add')).toHaveLength(2);
  });
});

describe('targets that need company', () => {
  test('are fixed when they are green among all tests, and red each time without them', async () => {
    const tests = (
      texts: FileTexts,
      { selection }: Parameters<TestRunner['run']>[0],
    ): TestReport => {
      const report = cartTests(texts);
      const isAlone = selection.kind === 'files';
      return isAlone ? testReport([failedTest('adds'), ...report.tests.slice(1)]) : report;
    };
    const model = scriptedRoles({ author: [right] });
    const events = await solveInMemory({ files: cartFiles, tests, model });
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });
});
