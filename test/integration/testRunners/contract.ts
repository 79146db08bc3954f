import { afterAll, expect, test } from 'vitest';
import type { TestLimits } from '../../../src/core/ports';
import type { TestReport } from '../../../src/core/testReport';
import { OTHER_CASES, TRIES_ALL_CASES, tryCase, tryCommandLine } from './commandLine';
import {
  closeProject,
  drawTests,
  fileOf,
  LOOP_MS,
  openProject,
  processesIn,
  runTrial,
  shows,
  testNamed,
  type Trial,
} from './trial';

/** Errors that keep code from being run: of an interpreter, of a compiler. */
const NOT_LOADED = expect.stringMatching(/^(load|compile)$/) as string;

/** What every test runner promises, tried with the real tool. */
export function testRunnerContract(trial: Trial): void {
  const reports = new Map<string, Promise<TestReport>>();
  /** The report of one case: the same for all tests, because a run takes time. */
  const run = (name: string): Promise<TestReport> => {
    const known = reports.get(name);
    const report = known ?? runCase(trial, name);
    reports.set(name, report);
    return report;
  };

  afterAll(() => closeProject(trial));

  test('a failed assertion is a failure of its test, with its place', async () => {
    const report = await run('basic');
    expect(report).toMatchObject({ verdict: 'failed', runner: trial.runner, loadErrors: [] });
    expect(report.explanation).toBeUndefined();
    const failed = testNamed(trial, report, 'adds numbers');
    expect(failed.status).toBe('failed');
    expect(failed.problems).toMatchObject([{ kind: 'assert' }]);
    expect(failed.problems[0]?.frames[0]?.file).toBe(trial.file('basic'));
  });

  shows(trial, 'values', 'a failed assertion has expected and actual values', async () => {
    const failed = testNamed(trial, await run('basic'), 'adds numbers');
    expect(failed.problems).toMatchObject([{ expected: '5', actual: '-1' }]);
  });

  shows(trial, 'places', 'each test has its file and line', async () => {
    const { tests } = await run('basic');
    expect(new Set(tests.map(({ file }) => file))).toEqual(new Set([trial.file('basic')]));
    expect(tests.filter(({ line = 0 }) => line <= 1)).toEqual([]);
  });

  shows(trial, 'frames', 'an exception has frames from the source outwards', async () => {
    const failed = testNamed(trial, await run('basic'), 'totals an order');
    expect(failed.problems).toMatchObject([{ kind: 'throw' }]);
    const files = failed.problems[0]?.frames.map(({ file, line }) => `${file}:${line > 0}`);
    expect(files?.[0]).toMatch(/^src\/.*\bcalc\.\w+:true$/i);
    expect(files?.[1]).toBe(`${trial.file('basic')}:true`);
  });

  test('passed, skipped, todo and expected failures, suites and parameters are told apart', async () => {
    const report = await run('basic');
    expect(drawTests(report)).toMatchSnapshot();
    expect(new Set(report.tests.map(({ id }) => id)).size).toBe(report.tests.length);
  });

  shows(trial, 'nested', 'a test in suites in suites has their names', async () => {
    const cases = (await run('basic')).tests.filter(({ name }) => /case/i.test(name));
    expect(cases.map(({ status }) => status)).toEqual(['passed', 'failed']);
    expect(cases[0]?.suite.length).toBeGreaterThanOrEqual(2);
  });

  test('a syntax error is a load error', async () => {
    const report = await run('syntax');
    expect(report).toMatchObject({ verdict: 'load-error', tests: [] });
    expect(report.explanation).toContain('did not load');
    expect(report.loadErrors).toMatchObject([{ kind: NOT_LOADED }]);
  });

  shows(trial, 'loadPlace', 'a load error has its place', async () => {
    const { loadErrors } = await run('syntax');
    expect(loadErrors[0]?.frames[0]).toMatchObject({
      file: expect.stringMatching(/^src\/.*\bbroken\.\w+$/i) as string,
      line: 1,
    });
    expect(loadErrors[0]?.frames[0]?.column).toBeGreaterThan(1);
  });

  test('a missing import is a load error', async () => {
    const report = await run('missing');
    expect(report.verdict).toBe('load-error');
    expect(report.loadErrors[0]).toMatchObject({ kind: NOT_LOADED });
    expect(report.loadErrors[0]?.message).toMatch(/absent/i);
  });

  shows(trial, 'missingPlace', 'a missing import is told with its place', async () => {
    const file = trial.file('missing');
    const { loadErrors } = await run('missing');
    expect(loadErrors[0]?.frames[0]).toMatchObject({ file });
  });

  shows(trial, 'loadBeside', 'files that load are run beside one that does not', async () => {
    const files = [trial.file('missing'), trial.file('basic')];
    const root = await openProject(trial, 'missing');
    const report = await runTrial(trial, { root, selection: { kind: 'files', files } });
    expect(report.verdict).toBe('load-error');
    expect(report.loadErrors).toMatchObject([{ blocks: [trial.file('missing')] }]);
    expect(testNamed(trial, report, 'adds nothing').status).toBe('passed');
  });

  shows(trial, 'hooks', 'a test behind a broken hook fails with its error', async () => {
    const report = await run('hook');
    expect(report.verdict).toBe('failed');
    const blocked = testNamed(trial, report, 'is behind the hook');
    expect(blocked).toMatchObject({
      status: 'failed',
      problems: [{ kind: 'hook', message: 'the hook broke' }],
    });
  });

  test('an endless loop is stopped at the time limit, and nothing of it is left', async () => {
    const report = await run('loop');
    expect(report.verdict).toBe('timed-out');
    expect(report.explanation).toContain('time limit');
  });

  test('a silent wait is stopped', async () => {
    const report = await run('silent');
    expect(report.verdict).toBe('timed-out');
    expect(report.explanation).toContain('no sign of life');
  });

  shows(trial, 'hangs', 'the test that hangs is named', async () => {
    const report = await run('silent');
    expect(report.explanation).toContain(trial.title('waits for ever'));
    expect(report.loadErrors).toMatchObject([{ kind: 'timeout', blocks: [trial.file('silent')] }]);
  });

  test('a crash is not green', async () => {
    expect((await run('crash')).verdict).not.toBe('passed');
  });

  shows(trial, 'crashes', 'a crash is told from a failure', async () => {
    const report = await run('crash');
    if (trial.hasProcessPerTest === true) {
      expect(report).toMatchObject({ verdict: 'failed', loadErrors: [] });
      const problems = [{ kind: 'crash' }];
      expect(testNamed(trial, report, 'crashes')).toMatchObject({ status: 'failed', problems });
      expect(testNamed(trial, report, 'ends').status).toBe('passed');
      return;
    }
    expect(report.verdict).toBe('killed');
    expect(report.explanation).toContain('killed by');
    expect(report.loadErrors).toMatchObject([{ kind: 'crash', blocks: [trial.file('crash')] }]);
  });

  shows(trial, 'unicode', 'names and paths may have spaces, quotes and any letters', async () => {
    const file = trial.file('naïve dir/späce ü');
    const report = await runTrial(trial, { selection: { kind: 'files', files: [file] } });
    expect(report.verdict).toBe('failed');
    expect(report.tests.map((one) => one.file)).toEqual(report.tests.map(() => file));
    expect(drawTests(report)).toMatchSnapshot();
    const again = await runTrial(trial, { selection: { kind: 'tests', tests: report.tests } });
    expect(drawTests(again)).toEqual(drawTests(report));
  });

  test('a flood of output is passed on, kept short and does no harm', async () => {
    let heard = 0;
    const onOutput = (text: string): void => {
      heard += text.length;
    };
    const report = await runTrial(trial, { onOutput, ...fileOf(trial, 'flood') });
    expect(report.verdict).toBe('passed');
    expect(heard).toBeGreaterThan(8_000_000);
    expect(report.outputTail.length).toBeLessThan(20_000);
  });

  test('a file without tests is not a success', async () => {
    const report = await run('empty');
    expect(report).toMatchObject({ verdict: 'no-tests', tests: [] });
    expect(report.explanation).toContain('not found');
  });

  test('a selected test that does not exist any more is not a success', async () => {
    const known = testNamed(trial, await run('basic'), 'adds nothing');
    const gone = { ...known, id: known.id.replace(known.name, 'Gone'), name: 'Gone' };
    for (const file of few(trial, [trial.file('basic'), 'tests/absent.file'])) {
      const selection = { kind: 'tests', tests: [{ ...gone, file }] } as const;
      const report = await runTrial(trial, { selection });
      expect(report).toMatchObject({ verdict: 'no-tests', tests: [] });
    }
  });

  test('exactly the selected test is run', async () => {
    const before = await run('basic');
    for (const words of few(trial, ['adds nothing', 'totals an order'])) {
      const { id, name, suite, file, line } = testNamed(trial, before, words);
      const reference = { id, name, suite, ...(file && { file }), ...(line && { line }) };
      const report = await runTrial(trial, { selection: { kind: 'tests', tests: [reference] } });
      expect(report.tests.map((one) => one.id)).toEqual([id]);
      expect(report.verdict).toBe(words === 'adds nothing' ? 'passed' : 'failed');
    }
  });

  shows(trial, 'parameters', 'exactly the selected case of a test is run', async () => {
    const cases = (await run('basic')).tests.filter(({ name }) => /case/i.test(name));
    const selection = { kind: 'tests', tests: cases.slice(1) } as const;
    const report = await runTrial(trial, { selection });
    expect(report.tests.map(({ id }) => id)).toEqual(cases.slice(1).map(({ id }) => id));
    expect(report.tests).toHaveLength(1);
  });

  test('the command line tells the same, finds one test by its name, and leaves the folder as it was', async () => {
    await tryCommandLine(trial, await run('basic'));
  });

  if (TRIES_ALL_CASES) {
    test.for(OTHER_CASES)('the command line tells the same of the case %s', async (name) => {
      await tryCase(trial, name, await run(name));
    });
  }

  if (trial.isSlow !== true) {
    test('two trees give equal reports, whatever their absolute paths', async () => {
      const [one, two] = [await run('basic'), await runCase(trial, 'basic')];
      const withoutTimes = (report: TestReport): unknown =>
        report.tests.map((result) => ({ ...result, durationMs: 0 }));
      expect(withoutTimes(one)).toEqual(withoutTimes(two));
    });

    test('an open handle costs seconds, not the result', async () => {
      const report = await run('open');
      expect(report.verdict).toBe('passed');
      expect(report.tests).toHaveLength(1);
      expect(report.durationMs).toBeLessThan(15_000);
    });

    test('aborting rejects with the reason and leaves nothing behind', async () => {
      const root = await openProject(trial, 'loop');
      const abort = new AbortController();
      const reason = new Error('enough');
      const running = runTrial(trial, { root, ...fileOf(trial, 'loop') }, abort.signal);
      const rejected = expect(running).rejects.toBe(reason);
      await expect.poll(() => processesIn(root), { timeout: 10_000 }).not.toEqual([]);
      abort.abort(reason);
      await rejected;
      expect(await processesIn(root)).toEqual([]);
    });
  }

  shows(
    trial,
    'stray',
    'an error outside all tests makes the run red although all pass',
    async () => {
      const report = await run('stray');
      expect(report.verdict).toBe('failed');
      expect(report.loadErrors).toMatchObject([
        { kind: 'unhandled', blocks: [trial.file('stray')] },
      ]);
      expect(report.loadErrors[0]?.message).toContain('nobody caught this');
      expect(report.tests.map(({ status }) => status)).toEqual(['passed']);
    },
  );
}

/** Only the first of them where each run takes many seconds. */
function few<T>({ isSlow }: Trial, items: readonly T[]): readonly T[] {
  return isSlow === true ? items.slice(0, 1) : items;
}

/** Longer than a tool takes from its start to its first test, also on a busy machine. */
const SILENCE_MS = 6_000;

async function runCase(trial: Trial, name: string): Promise<TestReport> {
  const root = await openProject(trial, name);
  const limits = limitsOf(trial)[name];
  const report = await runTrial(trial, { root, ...(limits && { limits }), ...fileOf(trial, name) });
  expect(await processesIn(root)).toEqual([]);
  return report;
}

/** Those of the cases that do not end by themselves. */
function limitsOf({
  loopMs = LOOP_MS,
  silenceMs = SILENCE_MS,
}: Trial): Readonly<Record<string, TestLimits>> {
  return {
    loop: { timeoutMs: loopMs, silenceMs: 60_000 },
    silent: { timeoutMs: 60_000, silenceMs },
  };
}
