import { describe, expect, test } from 'vitest';
import type {
  FileTexts,
  TestRunRequest,
  WarmResult,
  WarmUpRequest,
} from '../../../../src/core/ports';
import type { SessionEvent } from '../../../../src/core/session/events';
import type { TestReport } from '../../../../src/core/testReport';
import { cartFiles as files } from '../../../support/cart';
import { failedTest, problem, testReport, testResult } from '../../../support/reports';
import { solveInMemory } from '../../../support/solveInMemory';

const TEST_FILE = 'test/cart.test.ts';
const HANG = problem({ kind: 'timeout', message: 'It did not end.', blocks: [TEST_FILE] });

/** "prints" passes; "adds" behind it passes with an addition, hangs as it is, and fails, unlike "ends", with other changes. */
function hangingTests(texts: FileTexts): TestReport {
  const code = texts.get('src/cart.ts') ?? '';
  const prints = code.includes('"cart"') ? testResult('prints') : failedTest('prints');
  if (code.includes('n + 1')) return testReport([prints, testResult('adds')]);
  if (code.includes('return n - 1;'))
    return testReport([prints], { verdict: 'timed-out', loadErrors: [HANG] });
  return testReport([prints, failedTest('adds'), testResult('ends')]);
}

function resultOf({ tests, loadErrors }: TestReport): WarmResult {
  const idsOf = (wanted: string): ReadonlySet<string> =>
    new Set(tests.flatMap(({ id, status }) => (status === wanted ? [id] : [])));
  const kind = loadErrors.length > 0 ? 'timed-out' : 'ended';
  return { kind, passed: idsOf('passed'), failed: idsOf('failed') };
}

interface Solved {
  readonly events: readonly SessionEvent[];
  readonly runs: readonly TestRunRequest[];
  readonly warmUps: readonly WarmUpRequest[];
}

/** A session whose loaded tests tell what `answer` makes of the real result; without it none can be loaded. */
async function solved(answer?: (result: WarmResult) => WarmResult): Promise<Solved> {
  const runs: TestRunRequest[] = [];
  const warmUps: WarmUpRequest[] = [];
  const events = await solveInMemory({
    files,
    tests: hangingTests,
    onRun: (request) => runs.push(request),
    ...(answer && {
      warmUp: (workspace) => (request) => {
        warmUps.push(request);
        const before = workspace.textsIn(request.root);
        return Promise.resolve({
          check: (changes) =>
            Promise.resolve(answer(resultOf(hangingTests(new Map([...before, ...changes]))))),
          dispose: () => Promise.resolve(),
        });
      },
    }),
  });
  return { events, runs, warmUps };
}

/** Runs of the targets alone, those that confirm a fix apart. */
function quickRuns({ runs }: Solved): number {
  const isQuick = ({ selection, disguised }: TestRunRequest): boolean =>
    selection.kind === 'files' && disguised !== true;
  return runs.filter(isQuick).length;
}

describe('targets that hang', () => {
  test('are loaded with all tests of their files, and mutants that hang or fail are not run', async () => {
    const cold = await solved();
    const warm = await solved((result) => result);
    expect(warm.events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
    expect(warm.warmUps).toMatchObject([{ files: [TEST_FILE], tests: [{ name: 'prints' }] }]);
    expect(quickRuns(warm)).toBe(1);
    expect(quickRuns(cold)).toBeGreaterThan(1);
  });

  test('are run in more cases where loaded tests do not tell what fails', async () => {
    const unsure = await solved(({ kind, passed }) => ({ kind, passed }));
    expect(unsure.events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
    expect(quickRuns(unsure)).toBeGreaterThan(1);
  });

  test.each<[string, (result: WarmResult) => WarmResult]>([
    ['end', (result) => ({ ...result, kind: 'ended' })],
    ['miss what passed', (result) => ({ ...result, passed: new Set() })],
    ['never end', (result) => ({ ...result, kind: 'timed-out' })],
  ])('are found by runs alone where loaded tests %s', async (_, answer) => {
    expect((await solved(answer)).events.at(-1)).toMatchObject({ outcome: { kind: 'fixed' } });
  });
});
