import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TestReport } from '../../../src/core/testReport';
import {
  drawTests,
  fileOf,
  openProject,
  processesIn,
  runTrial,
  testNamed,
  type Trial,
} from './trial';

/** What every test runner promises, tried with the real tool. */
export function testRunnerContract(trial: Trial): void {
  const run = (name: string): Promise<TestReport> => runTrial(trial, fileOf(trial, name));

  test('a failed assertion has expected and actual values and its place', async () => {
    const report = await run('basic');
    expect(report).toMatchObject({ verdict: 'failed', runner: trial.runner, loadErrors: [] });
    expect(report.explanation).toBeUndefined();
    const failed = testNamed(trial, report, 'adds numbers');
    expect(failed).toMatchObject({ status: 'failed', file: trial.file('basic') });
    expect(failed.problems).toMatchObject([{ kind: 'assert', expected: '5', actual: '-1' }]);
    expect(failed.problems[0]?.frames[0]?.file).toBe(trial.file('basic'));
    expect(failed.line).toBeGreaterThan(1);
  });

  test('an exception in the source has its class and frames from the source outwards', async () => {
    const failed = testNamed(trial, await run('basic'), 'totals an order');
    expect(failed.problems).toMatchObject([{ kind: 'throw', name: 'TypeError' }]);
    const files = failed.problems[0]?.frames.map(({ file, line }) => `${file}:${line > 0}`);
    expect(files?.[0]).toMatch(/^src\/calc\.\w+:true$/);
    expect(files?.[1]).toBe(`${trial.file('basic')}:true`);
  });

  test('passed, skipped, todo and expected failures, suites and parameters are told apart', async () => {
    const report = await run('basic');
    expect(drawTests(report)).toMatchSnapshot();
    const cases = report.tests.filter(({ name }) => name.includes('case'));
    expect(cases.map(({ status }) => status)).toEqual(['passed', 'failed']);
    expect(cases[0]?.suite).toHaveLength(2);
    expect(new Set(report.tests.map(({ id }) => id)).size).toBe(report.tests.length);
  });

  test('two trees give equal reports, whatever their absolute paths', async () => {
    const [one, two] = [await run('basic'), await run('basic')];
    const withoutTimes = (report: TestReport): unknown =>
      report.tests.map((result) => ({ ...result, durationMs: 0 }));
    expect(withoutTimes(one)).toEqual(withoutTimes(two));
  });

  test('a syntax error is a load error with its place and the files that it blocks', async () => {
    const report = await run('syntax');
    expect(report).toMatchObject({ verdict: 'load-error', tests: [] });
    expect(report.explanation).toContain('did not load');
    expect(report.loadErrors).toMatchObject([{ kind: 'load', blocks: [trial.file('syntax')] }]);
    expect(report.loadErrors[0]?.frames[0]).toMatchObject({
      file: expect.stringMatching(/^src\/broken\.\w+$/) as string,
      line: 1,
    });
    expect(report.loadErrors[0]?.frames[0]?.column).toBeGreaterThan(1);
  });

  test('a missing import is a load error at the import', async () => {
    const report = await run('missing');
    expect(report.verdict).toBe('load-error');
    expect(report.loadErrors).toMatchObject([
      { kind: 'load', blocks: [trial.file('missing')], frames: [{ file: trial.file('missing') }] },
    ]);
    expect(report.loadErrors[0]?.message).toContain('absent');
  });

  test('files that load are run beside one that does not', async () => {
    const files = [trial.file('missing'), trial.file('basic')];
    const report = await runTrial(trial, { selection: { kind: 'files', files } });
    expect(report.verdict).toBe('load-error');
    expect(testNamed(trial, report, 'adds nothing').status).toBe('passed');
  });

  test('a test behind a broken hook fails with the error of the hook', async () => {
    const report = await run('hook');
    expect(report.verdict).toBe('failed');
    const blocked = testNamed(trial, report, 'is behind the hook');
    expect(blocked).toMatchObject({
      status: 'failed',
      problems: [{ kind: 'hook', message: 'the hook broke' }],
    });
  });

  test('an endless loop is stopped at the time limit, and nothing of it is left', async () => {
    const root = await openProject(trial);
    const limits = { timeoutMs: 6000, silenceMs: 60_000 };
    const report = await runTrial(trial, { root, limits, ...fileOf(trial, 'loop') });
    expect(report.verdict).toBe('timed-out');
    expect(report.explanation).toMatch(/time limit .*"/);
    expect(report.loadErrors).toMatchObject([{ kind: 'timeout', blocks: [trial.file('loop')] }]);
    expect(await processesIn(root)).toEqual([]);
  });

  test('a silent wait is stopped, with the last test named', async () => {
    const limits = { timeoutMs: 60_000, silenceMs: 4000 };
    const report = await runTrial(trial, { limits, ...fileOf(trial, 'silent') });
    expect(report.verdict).toBe('timed-out');
    expect(report.explanation).toContain('no sign of life');
    expect(report.explanation).toContain(trial.title('waits for ever'));
  });

  test('a crash is told from a failure', async () => {
    const report = await run('crash');
    expect(report.verdict).toBe('killed');
    expect(report.explanation).toContain('killed by');
    expect(report.loadErrors).toMatchObject([{ kind: 'crash', blocks: [trial.file('crash')] }]);
  });

  test('names and paths may have spaces, quotes and any letters', async () => {
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
    const gone = { id: `${trial.file('basic')} > gone`, name: 'gone', suite: [] };
    for (const file of [trial.file('basic'), 'tests/absent.file']) {
      const selection = { kind: 'tests', tests: [{ ...gone, file }] } as const;
      const report = await runTrial(trial, { selection });
      expect(report).toMatchObject({ verdict: 'no-tests', tests: [] });
    }
  });

  test('exactly the selected test is run', async () => {
    const root = await openProject(trial);
    const before = await runTrial(trial, { root, ...fileOf(trial, 'basic') });
    for (const words of ['adds nothing', 'totals an order']) {
      const { id, name, suite, file, line } = testNamed(trial, before, words);
      const reference = { id, name, suite, ...(file && { file }), ...(line && { line }) };
      const report = await runTrial(trial, {
        root,
        selection: { kind: 'tests', tests: [reference] },
      });
      expect(report.tests.map((one) => one.id)).toEqual([id]);
      expect(report.verdict).toBe(words === 'adds nothing' ? 'passed' : 'failed');
    }
    const nested = before.tests.filter(({ name, suite }) => suite.length > 1 && /case/.test(name));
    const report = await runTrial(trial, { root, selection: { kind: 'tests', tests: nested } });
    expect(report.tests.map((one) => one.id)).toEqual(nested.map((one) => one.id));
  });

  test('an open handle costs seconds, not the result', async () => {
    const report = await run('open');
    expect(report.verdict).toBe('passed');
    expect(report.tests).toHaveLength(1);
    expect(report.durationMs).toBeLessThan(15_000);
  });

  test('aborting rejects with the reason and leaves nothing behind', async () => {
    const root = await openProject(trial);
    const abort = new AbortController();
    const reason = new Error('enough');
    const running = runTrial(trial, { root, ...fileOf(trial, 'loop') }, abort.signal);
    const rejected = expect(running).rejects.toBe(reason);
    await expect.poll(() => processesIn(root), { timeout: 10_000 }).not.toEqual([]);
    abort.abort(reason);
    await rejected;
    expect(await processesIn(root)).toEqual([]);
  });

  test('a run writes nothing into the tree', async () => {
    const root = await openProject(trial);
    const list = async (): Promise<readonly string[]> =>
      (await readdir(root, { recursive: true })).filter((path) => !path.includes('node_modules'));
    const before = await list();
    await runTrial(trial, { root, ...fileOf(trial, 'basic') });
    expect(await list()).toEqual(before);
    expect(await readdir(join(root, 'src'))).not.toContain('__pycache__');
  });
}

/** What runners of JavaScript promise besides. */
export function strayErrorContract(trial: Trial): void {
  test('an error outside all tests makes the run red although all tests pass', async () => {
    const report = await runTrial(trial, fileOf(trial, 'stray'));
    expect(report.verdict).toBe('failed');
    expect(report.loadErrors).toMatchObject([
      { kind: 'unhandled', name: 'RangeError', blocks: [trial.file('stray')] },
    ]);
    expect(report.loadErrors[0]?.message).toContain('nobody caught this');
    expect(report.tests.map(({ status }) => status)).toEqual(['passed']);
  });
}
