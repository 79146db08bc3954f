import { expect, test } from 'vitest';
import type {
  FileTexts,
  TestCoverage,
  TestRunRequest,
  WarmResult,
} from '../../../../src/core/ports';
import type { SessionEvent } from '../../../../src/core/session/events';
import type { TestReport } from '../../../../src/core/testReport';
import { cartFiles as files, cartTests } from '../../../support/cart';
import { fakeWarmUp } from '../../../support/fakeRunner';
import { failedTest, testReport, testResult } from '../../../support/reports';
import { solveInMemory, type Scene } from '../../../support/solveInMemory';
import { transcript } from '../../../support/transcript';

/** "adds" is content with any code that holds one of these; "prints" wants the name unchanged. */
function anyOf(...codes: readonly string[]): (texts: FileTexts) => TestReport {
  return (texts) => {
    const code = texts.get('src/cart.ts') ?? '';
    const adds = codes.some((one) => code.includes(one)) ? testResult('adds') : failedTest('adds');
    const prints = code.includes('"cart"') ? testResult('prints') : failedTest('prints');
    return testReport([adds, prints]);
  };
}

async function solved(
  tests: (texts: FileTexts) => TestReport,
  warm: Scene['warmUp'],
): Promise<{ readonly events: readonly SessionEvent[]; readonly runs: number }> {
  const requests: TestRunRequest[] = [];
  const events = await solveInMemory({
    files,
    tests,
    ...(warm && { warmUp: warm }),
    onRun: (request) => requests.push(request),
  });
  return { events, runs: requests.length };
}

function warmBy(
  tests: (texts: FileTexts) => TestReport,
  answer?: (passed: readonly string[]) => Partial<WarmResult>,
): Scene['warmUp'] {
  return (workspace) => fakeWarmUp(workspace, tests, answer);
}

test('mutants that loaded tests reject are not run', async () => {
  const cold = await solved(cartTests, undefined);
  const warm = await solved(cartTests, warmBy(cartTests));
  expect(warm.events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  expect(warm.runs).toBeLessThan(cold.runs);
  const without = (events: readonly SessionEvent[]): string =>
    transcript(events.filter(({ kind }) => kind !== 'progress'));
  expect(without(warm.events)).toBe(without(cold.events));
});

test('other changes that pass are shown as siblings, and the likeliest stays chosen', async () => {
  const tests = anyOf('n + 1', 'n * 1', '1 - n');
  const { events } = await solved(tests, warmBy(tests));
  expect(transcript(events.filter(({ kind }) => kind !== 'progress'))).toMatchInlineSnapshot(`
    "session with built-in and fake
    baseline: failed, targets [adds], flaky []
    1. mutate from 0
       patch 1 of src/cart.ts
       eval 1/1 fixed, broken [], value 1.00
    2. mutate from 0
       patch 2 of src/cart.ts
       eval 1/1 fixed, broken [], value 1.00
    3. mutate from 0
       patch 3 of src/cart.ts
       eval 1/1 fixed, broken [], value 1.00
    select 1: the likeliest of the changes that pass
    fixed: Fixed: 1 of 1 failing tests fixed, 0 broken."
  `);
});

test('a session that was cut off while other changes were shown ends as it would have', async () => {
  const tests = anyOf('n + 1', 'n * 1', '1 - n');
  const scene = { files, tests, warmUp: warmBy(tests) as NonNullable<Scene['warmUp']> };
  const whole = await solveInMemory(scene);
  const first = whole.findIndex(({ kind }) => kind === 'eval') + 1;
  for (let cut = first; cut < whole.length; cut++) {
    const events = await solveInMemory({ ...scene, past: whole.slice(0, cut) });
    expect(events.at(-1), `cut before event ${String(cut)}`).toMatchObject({
      outcome: { kind: 'fixed', revision: 1 },
    });
  }
});

test('what other changes pass, too, is told to be unproven', async () => {
  const tests = anyOf('n + 1', '1 - n');
  const { events } = await solved(tests, warmBy(tests));
  const told = events.flatMap((event) =>
    event.kind === 'patch'
      ? [event.revision.explanation.replace(/ Found as.*?\.ts\.( Suspected: .*?\.)?/, '')]
      : [],
  );
  expect(told[0]).toMatch(/^Use . instead of -\. Unproven: 2 other changes pass the same tests\.$/);
  expect(told[1]).not.toContain('Unproven');
  const rivals = events.flatMap((event) => (event.kind === 'patch' ? event.revision.rivals : []));
  expect(rivals.slice(0, 2)).toEqual([2, 2]);
});

test('what loaded tests pass is run all the same before it counts', async () => {
  const { events } = await solved(cartTests, warmBy(anyOf('n - 0', 'n + 1')));
  expect(events.at(-1)).toMatchObject({ outcome: { kind: 'fixed', revisions: 1 } });
});

test('loaded tests that come out otherwise than they did are not believed', async () => {
  const nothingPasses = warmBy(cartTests, () => ({ passed: new Set<string>() }));
  expect((await solved(cartTests, nothingPasses)).events.at(-1)).toMatchObject({
    outcome: { kind: 'fixed' },
  });
});

test('where loaded tests can not tell, the runner is asked', async () => {
  let calls = 0;
  const onlyAtFirst = warmBy(cartTests, () => (calls++ === 0 ? {} : { kind: 'unknown' }));
  expect((await solved(cartTests, onlyAtFirst)).events.at(-1)).toMatchObject({
    outcome: { kind: 'fixed' },
  });
});

test('without a test that is known to pass, the likeliest mutants are run once more', async () => {
  const alone = (texts: FileTexts): TestReport => {
    const { tests } = cartTests(texts);
    return testReport(tests.filter(({ name }) => name === 'adds'));
  };
  const nothingPasses = warmBy(alone, () => ({ passed: new Set<string>() }));
  expect((await solved(alone, nothingPasses)).events.at(-1)).toMatchObject({
    outcome: { kind: 'fixed' },
  });
});

test('what only failing tests run is changed first', async () => {
  const source = `export function total(n: number) {
  const small = n < 10;
  const even = n % 2 === 0;
  const half = n / 2;
  return small && even ? half : n - 1;
}
export function name() {
  return "cart";
}
`;
  const scene = { ...files, 'src/cart.ts': source };
  const triedUntilFixed = async (covered?: readonly TestCoverage[]): Promise<number> => {
    const events = await solveInMemory({
      files: scene,
      tests: cartTests,
      warmUp: (workspace) => fakeWarmUp(workspace, cartTests, undefined, covered),
    });
    const [patch] = events.flatMap((event) => (event.kind === 'patch' ? event.revision : []));
    return Number(/Found as change (\d+)/.exec(patch?.explanation ?? '')?.[1]);
  };
  const lines = (...numbers: readonly number[]): TestCoverage['lines'] =>
    new Map([['src/cart.ts', new Set(numbers)]]);
  const covered = [
    { id: 'test/cart.test.ts > adds', lines: lines(2, 3, 4, 5) },
    { id: 'test/cart.test.ts > prints', lines: lines(2, 3, 4) },
  ];
  expect(await triedUntilFixed(covered)).toBeLessThan(await triedUntilFixed());
});

test('a function that nothing but coverage leads to is changed, and the reason is told', async () => {
  const source = `export function total(n: number) {
  return first(n);
}
const first = (n: number) => second(n);
const second = (n: number) => third(n);
function third(n: number) {
  return n - 1;
}
export const name = () => "cart";
`;
  const tests = anyOf('  return n + 1;\n}\nexport');
  const explained = async (covered?: readonly TestCoverage[]): Promise<string | undefined> => {
    const events = await solveInMemory({
      files: { ...files, 'src/cart.ts': source },
      tests,
      warmUp: (workspace) => fakeWarmUp(workspace, tests, undefined, covered),
    });
    return events.find((event) => event.kind === 'patch')?.revision.explanation;
  };
  const lines = new Map([['src/cart.ts', new Set([2, 4, 5, 7])]]);
  const covered = [{ id: 'test/cart.test.ts > adds', lines }];
  expect(await explained()).toBeUndefined();
  expect(await explained(covered)).toContain('Suspected: run by the failing tests.');
});
