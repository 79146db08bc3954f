import { describe, expect, test } from 'vitest';
import type { EndedRun } from '../../../../../src/adapters/testRunners/report/reportedRun';
import type { RunnerEvent } from '../../../../../src/adapters/testRunners/report/runnerEvents';
import type { CargoTarget } from '../../../../../src/adapters/testRunners/rust/cargoTargets';
import { nextestEvents } from '../../../../../src/adapters/testRunners/rust/nextestEvents';
import {
  BROKEN_BUILD,
  HANGING,
  HANGING_LIST,
  LIST,
  NOTHING_LIST,
  NOTHING_REPORT,
  REPORT,
} from './nextestRecords';

const testTarget = (name: string): CargoTarget => ({
  kind: 'test',
  name,
  package: 'trial',
  folder: '',
  source: `tests/${name}.rs`,
});

/** No folder of this name exists, so tests have no places. */
const RUN = {
  root: '/no such tree',
  targets: [testTarget('quick'), testTarget('silent')],
  files: ['tests/quick.rs'],
  exists: () => true,
};

function read(ended: Partial<EndedRun>, junit = ''): Promise<readonly RunnerEvent[]> {
  const process = { exitCode: 100, output: '', durationMs: 1 };
  const whole = { process, isStarted: true, startedAt: 0, reported: [], stdout: '', stderr: '' };
  return nextestEvents(RUN, { ...whole, ...ended }, junit);
}

function draw(events: readonly RunnerEvent[]): readonly string[] {
  return events.map((one) => {
    if (one.event === 'test') return `${one.status} ${one.id ?? ''}`;
    if (one.event === 'test-start') return `runs ${one.id ?? ''}`;
    if (one.event === 'file-failed') return `${one.file} failed by ${one.signal ?? ''}`;
    return one.event;
  });
}

function problemsOf(events: readonly RunnerEvent[]): readonly unknown[] {
  return events.flatMap((one) => (one.event === 'test' ? one.problems : []));
}

describe('a run of nextest', () => {
  test('has each test with its end, in the order of the list', async () => {
    const events = await read({ stdout: LIST }, REPORT);
    expect(draw(events)).toEqual([
      'start',
      'failed tests/quick.rs > aborts',
      'tests/quick.rs failed by SIGABRT',
      'failed tests/quick.rs > differs',
      'failed tests/quick.rs > panics_in_source',
      'passed tests/quick.rs > passes',
      'skipped tests/quick.rs > is_ignored',
      'end',
    ]);
  });

  test('tells values, places and signals', async () => {
    const events = await read({ stdout: LIST }, REPORT);
    expect(problemsOf(events)).toMatchObject([
      { kind: 'crash', message: 'process aborted with signal 6 (SIGABRT)' },
      { kind: 'assert', expected: '5', actual: '-1', frames: [{ file: 'tests/quick.rs' }] },
      {
        kind: 'throw',
        message: 'called `Option::unwrap()` on a `None` value',
        frames: [
          { file: 'src/calc.rs', line: 10 },
          { file: 'tests/quick.rs', line: 12 },
        ],
      },
    ]);
    const outputs = events.map((one) => (one.event === 'test' ? one.output : undefined));
    expect(outputs[3]).toBe(
      "about to add\n\nthread 'differs' panicked at tests/quick.rs:7:5:\nassertion `left == right` failed: the sum\n  left: -1\n right: 5",
    );
  });

  test('that was stopped has what ended before, and what still ran', async () => {
    const events = await read({ stdout: HANGING_LIST, stderr: HANGING });
    expect(draw(events)).toEqual([
      'start',
      'failed tests/quick.rs > aborts',
      'tests/quick.rs failed by SIGABRT',
      'failed tests/quick.rs > differs',
      'passed tests/quick.rs > passes',
      'passed tests/silent.rs > ends',
      'skipped tests/quick.rs > is_ignored',
      'runs tests/silent.rs > waits_for_ever',
    ]);
    expect(problemsOf(events)).toMatchObject([
      { kind: 'crash', message: 'aborted with signal 6: SIGABRT' },
      { kind: 'assert', expected: '5', actual: '-1', frames: [{ line: 7 }] },
    ]);
  });

  test('is not at its end when the report lacks a test of the list', async () => {
    const without = REPORT.replace(/<testcase name="passes".*\/>/, '');
    expect(draw(await read({ stdout: LIST }, without))).not.toContain('end');
  });

  test('of nothing has no tests', async () => {
    const events = await read({ stdout: NOTHING_LIST }, NOTHING_REPORT);
    expect(draw(events)).toEqual(['start', 'skipped tests/quick.rs > is_ignored', 'end']);
  });

  test('that did not begin says nothing', async () => {
    expect(await read({ stdout: LIST, stderr: 'error: unexpected argument' })).toEqual([]);
  });

  test('is a load error when something does not compile', async () => {
    const place = { file: 'src/calc.rs', line: 1, column: 15 };
    expect(await read({ stdout: BROKEN_BUILD })).toMatchObject([
      { event: 'error', file: 'tests/quick.rs', problem: { kind: 'compile', frames: [place] } },
    ]);
  });
});
