import { describe, expect, test } from 'vitest';
import type { FileTexts } from '../../../../src/core/ports';
import type { Outcome } from '../../../../src/core/session/outcome';
import {
  arithmeticFiles,
  arithmeticTests,
  firstResult,
  repairOf,
} from '../../../support/arithmetic';
import { cartFiles, cartTests } from '../../../support/cart';
import { replyEdit as edit } from '../../../support/replyEdit';
import { failedTest, testReport, testResult } from '../../../support/reports';
import { scriptedRoles } from '../../../support/scriptedRoles';
import { solveInMemory, type Scene } from '../../../support/solveInMemory';

const explain = ['T1: it wants two.'] as const;

async function outcomeOf(
  scene: Omit<Scene, 'model'>,
  ...author: readonly [string, ...string[]]
): Promise<Outcome> {
  const model = scriptedRoles({ author, explain });
  const last = (await solveInMemory({ ...scene, model })).at(-1);
  if (last?.kind !== 'outcome') throw new Error('no outcome');
  return last.outcome;
}

const scene = {
  files: { ...cartFiles, 'vitest.config.ts': 'export default {};\n' },
  tests: cartTests,
};

describe('what never counts as fixed', () => {
  test.each([
    ['the failing test edited', edit('test/cart.test.ts', '  total(1);', '')],
    [
      'a skip added',
      edit('test/cart.test.ts', "test('adds', () => {", "test.skip('adds', () => {"),
    ],
    [
      'the runner configuration narrowed',
      edit(
        'vitest.config.ts',
        'export default {};',
        "export default { test: { exclude: ['test/**'] } };",
      ),
    ],
    [
      'a question whether it is tested',
      edit('src/cart.ts', '  return n - 1;', '  return process.env.VITEST ? n + 1 : n - 1;'),
    ],
  ])('%s', async (_, reply) => {
    const { kind, verdict } = await outcomeOf(scene, reply);
    expect(kind).not.toBe('fixed');
    expect(verdict.value).toBeLessThanOrEqual(0.5);
  });

  test("a branch on the test's own literal", async () => {
    const files = {
      'src/greet.ts': 'export function greet(name: string) {\n  return name;\n}\n',
      'test/cart.test.ts':
        "import { greet } from '../src/greet';\ntest('greets', () => {\n  expect(greet('Ada')).toBe('Hello Ada');\n});\n",
    };
    const tests = (texts: FileTexts): ReturnType<typeof testReport> => {
      const isGreen = texts.get('src/greet.ts')?.includes('Hello') === true;
      return testReport([
        isGreen
          ? testResult('greets')
          : failedTest('greets', { expected: 'Hello Ada', actual: 'Ada' }),
      ]);
    };
    const cheat = edit(
      'src/greet.ts',
      '  return name;',
      "  if (name === 'Ada') return 'Hello Ada';\n  return name;",
    );
    const { kind, verdict } = await outcomeOf({ files, tests }, cheat);
    expect(kind).toBe('best-partial');
    expect(verdict).toMatchObject({ fixed: 1, value: 0.5 });
    expect(verdict.testsWeakened[0]).toContain("answers one of the tests' own values");
  });

  test('another test broken: the best partial is shown as such', async () => {
    const both =
      edit('src/cart.ts', '  return n - 1;', '  return n + 1;') +
      edit('src/cart.ts', '  return "cart";', '  return "";');
    const { kind, message, patch, verdict } = await outcomeOf(scene, both);
    expect(kind).not.toBe('fixed');
    expect(message).toContain('The best revision is 1: 1 of 1 failing tests fixed, 1 broken.');
    expect(patch).toContain('+  return n + 1;');
    expect(verdict.regressions).toEqual(['test/cart.test.ts > prints']);
  });

  test('a target that is green only now and then', async () => {
    let runs = 0;
    const tests = (texts: FileTexts): ReturnType<typeof testReport> => {
      const report = cartTests(texts);
      // Red twice before, then green now and then, whatever the code.
      const isGreen = ++runs % 3 === 0;
      return testReport([
        isGreen ? testResult('adds') : failedTest('adds'),
        ...report.tests.slice(1),
      ]);
    };
    const { kind, verdict } = await outcomeOf(
      { ...scene, tests },
      edit('src/cart.ts', '  return n - 1;', '  return n - 2;'),
    );
    expect(kind).not.toBe('fixed');
    expect(verdict.testsWeakened[0]).toContain('Run again, without the usual signs');
  });

  test('a fix that fits only the tests that were shown', async () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8];
    const own = values.map(
      (n) => `test('adds ${String(n)}', () => {\n  add(${String(n)}, 1);\n});\n`,
    );
    const files = {
      ...arithmeticFiles('add'),
      'test/cart.test.ts': `import { add } from '../src/math';\n${own.join('')}`,
    };
    const tests = (texts: FileTexts): ReturnType<typeof testReport> => {
      const [adds] = arithmeticTests(texts).tests;
      const passes = (value: number): boolean =>
        adds?.status === 'passed' ||
        (!hidden.has(`adds ${String(value)}`) &&
          texts.get('src/math.ts')?.includes('memorised') === true);
      return testReport(
        values.map((value) => {
          const name = `adds ${String(value)}`;
          const frames = [{ file: 'src/math.ts', line: 3, function: 'add' }];
          return passes(value)
            ? testResult(name)
            : failedTest(name, { frames, expected: String(value), actual: '0' });
        }),
      );
    };
    let hidden = new Set<string>();
    const model = scriptedRoles({ author: [firstResult('add', 'memorised(a, b)')], explain });
    const first = await solveInMemory({ files, tests, model });
    const heldOut = first.flatMap((event) =>
      event.kind === 'baseline' ? (event.heldOut ?? []) : [],
    );
    hidden = new Set(heldOut.map((id) => id.replace(/^.* > /, '')));
    expect(hidden.size).toBe(2);
    const again = scriptedRoles({ author: [firstResult('add', 'memorised(a, b)')], explain });
    const events = await solveInMemory({ files, tests, model: again });
    const prompts = again.requests
      .slice(0, 1)
      .flatMap(({ messages }) => messages.map(({ content }) => content))
      .join('\n');
    for (const name of hidden) expect(prompts).not.toContain(name);
    expect(events.at(-1)).toMatchObject({
      outcome: { verdict: { fixed: 6, total: 8, value: 0.5 } },
    });
    expect(events.at(-1)).not.toMatchObject({ outcome: { kind: 'fixed' } });
    const honest = scriptedRoles({ author: [repairOf('add')] });
    expect((await solveInMemory({ files, tests, model: honest })).at(-1)).toMatchObject({
      outcome: { kind: 'fixed' },
    });
  });
});

describe('edits of tests', () => {
  const reply =
    edit('src/cart.ts', '  return n - 1;', '  return n + 1;') +
    edit('test/cart.test.ts', '  total(1);', '  total(2);');

  test('are refused while tests are locked', async () => {
    const { kind } = await outcomeOf({ ...scene, task: { tests: 'locked' } }, reply);
    expect(kind).toBe('stuck');
  });

  test.each(['ask', 'allowed'] as const)(
    'are shown apart and never judged when the policy is %s',
    async (tests) => {
      const model = scriptedRoles({ author: [reply] });
      const events = await solveInMemory({ ...scene, model, task: { tests } });
      const patch = events.find((event) => event.kind === 'patch');
      expect(patch?.revision.files.map(({ path }) => path)).toEqual(['src/cart.ts']);
      expect(patch?.revision.testFiles?.map(({ path }) => path)).toEqual(['test/cart.test.ts']);
      expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
    },
  );

  test('alone fix nothing', async () => {
    const only = edit('test/cart.test.ts', '  total(1);', '');
    const { kind, verdict } = await outcomeOf({ ...scene, task: { tests: 'allowed' } }, only);
    expect(kind).not.toBe('fixed');
    expect(verdict.fixed).toBe(0);
  });
});

describe('the budget', () => {
  test('of tokens is never exceeded', async () => {
    for (const maxTokens of [300, 700, 1_000, 2_000, 4_000]) {
      const task = { effort: 'thorough', budget: { maxRequests: 20, maxTokens } } as const;
      const { usage, kind } = await outcomeOf(
        { ...scene, task },
        edit('src/cart.ts', '  return n - 1;', '  return n;'),
        'no',
      );
      expect(usage.inputTokens + usage.outputTokens).toBeLessThanOrEqual(maxTokens);
      expect(['budget', 'stuck']).toContain(kind);
    }
  });

  test('of money is never exceeded', async () => {
    const price = { input: 1, output: 10 };
    for (const usd of [0.0005, 0.002, 0.01]) {
      const task = {
        effort: 'thorough',
        budget: { maxRequests: 20, maxCost: { usd, price } },
      } as const;
      const { usage } = await outcomeOf(
        { ...scene, task },
        edit('src/cart.ts', '  return n - 1;', '  return n;'),
        'no',
      );
      expect((usage.inputTokens * 1 + usage.outputTokens * 10) / 1e6).toBeLessThanOrEqual(usd);
    }
  });

  test('of requests counts every role', async () => {
    const task = { effort: 'search', budget: { maxRequests: 9 } } as const;
    let n = 0;
    const next = (): string =>
      edit('src/cart.ts', '  return n - 1;', `  return n - ${String(++n + 1)};`);
    const model = scriptedRoles({ author: [next], explain, critic: ['SCORE: 5'] });
    await solveInMemory({ ...scene, model, task });
    expect(model.requests.length).toBeLessThanOrEqual(9);
  });

  test('of time leaves out a request that would end too late', async () => {
    const task = { budget: { maxRequests: 6, timeoutMs: 1 } } as const;
    const { kind, message } = await outcomeOf({ ...scene, task }, 'no');
    expect(kind).toBe('budget');
    expect(message).toContain('The budget of time has no room for another request.');
  });
});
