import { expect, test } from 'vitest';
import type { FileTexts } from '../../../../src/core/ports';
import { lockHunks } from '../../../../src/core/session/locks';
import type { TestReport } from '../../../../src/core/testReport';
import { benchInMemory, candidateOf, gathered } from '../../../support/benchInMemory';
import { failedTest, testReport, testResult } from '../../../support/reports';

const FILES = { 'src/a.js': 'one\n--\ntwo\n--\nthree\n' };
const { signal } = new AbortController();

/** A test for each list of words; it passes once all of them stand in the code. */
function wants(...tests: readonly string[]): (texts: FileTexts) => TestReport {
  return (texts) => {
    const code = [...texts.values()].join('');
    const isGreen = (name: string): boolean => name.split(' ').every((word) => code.includes(word));
    return testReport(tests.map((name) => (isGreen(name) ? testResult(name) : failedTest(name))));
  };
}

async function locked(tests: (texts: FileTexts) => TestReport, ...texts: readonly string[]) {
  const trial = await benchInMemory(FILES, tests);
  let [parent, candidate] = [trial.baseline, trial.baseline];
  for (const text of texts) {
    [parent, candidate] = [candidate, await candidateOf(trial, candidate, { 'src/a.js': text })];
  }
  const before = trial.runs.length;
  const { events, result } = await gathered(lockHunks({ ...trial, candidate, parent }, signal));
  return { events, hunks: result, runs: trial.runs.slice(before) };
}

test('A58: hunks needed by newly green tests are locked, needless ones are not', async () => {
  const { events, hunks } = await locked(wants('ONE TWO', 'MORE'), 'ONE\n--\nTWO\n--\nTHREE\n');
  const names = [
    { path: 'src/a.js', line: 1 },
    { path: 'src/a.js', line: 3 },
  ];
  expect(hunks).toEqual(names);
  expect(events).toEqual([{ kind: 'lock', revision: 1, hunks: names }]);
});

test('A58: only tests that were red in the parent count, and only these are run', async () => {
  const { hunks, runs } = await locked(
    wants('ONE', 'TWO', 'MORE'),
    'ONE\n--\ntwo\n--\nthree\n',
    'ONE\n--\nTWO\n--\nthree\n',
  );
  expect(hunks).toEqual([{ path: 'src/a.js', line: 3 }]);
  const names = runs.map((run) => (run.kind === 'tests' ? run.tests.map(({ name }) => name) : run));
  expect(names).toEqual([['TWO'], ['TWO']]);
});

test('A58: nothing is locked when a green test holds without each of the hunks', async () => {
  const either = (texts: FileTexts): TestReport => {
    const code = [...texts.values()].join('');
    const first = /ONE|TWO/.test(code) ? testResult('either') : failedTest('either');
    return testReport([first, failedTest('more')]);
  };
  const { events, runs } = await locked(either, 'ONE\n--\nTWO\n--\nthree\n');
  expect(events).toEqual([]);
  expect(runs).toHaveLength(2);
});

test.each([
  ['made nothing green', wants('MORE'), 'ONE\n--\nTWO\n--\nthree\n'],
  ['has one hunk', wants('ONE', 'MORE'), 'ONE\n--\ntwo\n--\nthree\n'],
  ['is fixed', wants('ONE'), 'ONE\n--\nTWO\n--\nthree\n'],
])('A58: a candidate that %s is not checked', async (_, tests, text) => {
  expect(await locked(tests, text)).toEqual({ events: [], hunks: [], runs: [] });
});

test('A58: at most six hunks are checked', async () => {
  const lines = Array.from({ length: 8 }, (_, index) => `NEW${index}\n`);
  const text = `${lines[0] ?? ''}one\n--\n`.concat(...lines.slice(1).map((line) => `${line}--\n`));
  const trial = await benchInMemory({ 'src/a.js': `one\n${'--\n'.repeat(8)}` }, wants('NEW7', 'X'));
  const candidate = await candidateOf(trial, trial.baseline, { 'src/a.js': text });
  const before = trial.runs.length;
  await gathered(lockHunks({ ...trial, candidate, parent: trial.baseline }, signal));
  expect(candidate.files[0]?.hunks).toHaveLength(8);
  expect(trial.runs.length - before).toBe(6);
});
