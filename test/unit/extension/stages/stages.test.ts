import { describe, expect, test } from 'vitest';
import type { RevisionState } from '../../../../src/core/session/sessionState';
import type { TestReport } from '../../../../src/core/testReport';
import { stageRows } from '../../../../src/extension/repairs/stageRows';
import type { SessionView } from '../../../../src/extension/sessions/repairSession';
import { failureSummary } from '../../../../src/extension/stages/failureSummary';
import { suspectPlaces } from '../../../../src/extension/stages/suspectPlaces';
import { stateAfter, story } from '../../../support/sessionStory';

const report: TestReport = {
  runner: 'vitest',
  command: [],
  verdict: 'failed',
  tests: [
    {
      id: 'adds',
      name: 'adds',
      suite: ['sums'],
      file: 'test/sum.test.js',
      status: 'failed',
      durationMs: 1,
      problems: [
        {
          kind: 'assert',
          message: 'Expected 3',
          frames: [
            { file: 'src/sum.js', line: 4 },
            { file: 'test/sum.test.js', line: 9 },
          ],
        },
      ],
    },
  ],
  loadErrors: [],
  outputTail: '',
  durationMs: 1,
};

function view(model: string, rest: Partial<SessionView> = {}): SessionView {
  const state = stateAfter(story.session(model), story.baseline(['adds', 'subtracts']));
  return { id: 's', title: 't', root: 'file:///w', state, running: true, pausedAt: 0, ...rest };
}

function drawn(session: SessionView): readonly string[] {
  return stageRows(session).map(({ label, description = '' }) => `${label}: ${description}`);
}

describe('the stages of a paused session', () => {
  test('show what the next request is told', () => {
    expect(drawn(view('m'))).toEqual([
      'Diagnosis: the failure alone',
      'Places: as located',
      'Tests told: all that fail',
    ]);
    const said = { diagnosis: 'Off\nby one.', locations: ['src/sum.js:4'], tests: ['adds'] };
    expect(drawn(view('m', { said }))).toEqual([
      'Diagnosis: Off by one.',
      'Places: src/sum.js:4',
      'Tests told: adds',
    ]);
  });

  test('are only the places when no model is told anything', () => {
    expect(drawn(view('built-in'))).toEqual(['Places: as located']);
  });
});

describe('places worth looking at', () => {
  test('are in the stacks of what fails, outside tests, then where a revision changed the code', () => {
    const hunk = { oldStart: 3, oldLines: ['a'], newStart: 3, newLines: ['b'] };
    const files = [
      { path: 'src/sum.js', kind: 'modify', hunks: [hunk, { ...hunk, oldStart: 10 }] },
    ] as const;
    const { revisions } = stateAfter(story.session('m'), story.patch(1, { files }));
    const [revision] = revisions as readonly [RevisionState];
    expect(suspectPlaces(report, revision)).toEqual([
      { place: 'src/sum.js:4', reason: 'in the stack of "sums > adds"' },
      { place: 'src/sum.js:11', reason: 'changed by revision 1' },
    ]);
    expect(suspectPlaces(undefined, undefined)).toEqual([]);
  });
});

test('a diagnosis starts from the first failure', () => {
  expect(failureSummary(report)).toBe('sums > adds\n\nExpected 3');
  expect(failureSummary(undefined)).toBe('');
});
