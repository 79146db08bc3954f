import { describe, expect, test } from 'vitest';
import { readRunnerEvent } from '../../../../../src/adapters/testRunners/report/readRunnerEvent';

const read = (value: unknown): unknown => readRunnerEvent(JSON.stringify(value));

describe('readRunnerEvent', () => {
  test('reads marks, and nothing from what is no event', () => {
    expect(read({ event: 'end' })).toEqual({ event: 'end' });
    expect(read({ token: 'end' })).toBeUndefined();
    expect(readRunnerEvent('{"event":"en')).toBeUndefined();
    expect(readRunnerEvent('null')).toBeUndefined();
  });

  test('reads a result, and takes what is malformed for a failure', () => {
    expect(
      read({
        event: 'test',
        name: 'n',
        suite: ['s', 3],
        status: 'great',
        problems: [1],
      }),
    ).toEqual({
      event: 'test',
      name: 'n',
      suite: ['s'],
      status: 'failed',
      durationMs: 0,
      problems: [],
    });
  });

  test('reads problems with their frames and drops frames without a place', () => {
    const frames = [{ file: '/a', line: 1, column: null, function: 'f' }, { file: '/b' }];
    expect(read({ event: 'error', kind: 'load', message: 'm', frames })).toEqual({
      event: 'error',
      problem: { kind: 'load', message: 'm', frames: [{ file: '/a', line: 1, function: 'f' }] },
    });
  });

  test('does not know events without the file that they need', () => {
    expect(read({ event: 'file-start' })).toBeUndefined();
    expect(read({ event: 'other', file: '/a' })).toBeUndefined();
  });
});
