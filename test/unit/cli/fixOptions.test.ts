import { describe, expect, test } from 'vitest';
import { readFixOptions, readGenerateOptions } from '../../../src/cli/fixOptions';

describe('the options of fix', () => {
  test('leave the tests locked unless something else is said', () => {
    expect(readFixOptions([]).tests).toBe('locked');
    expect(readFixOptions(['--tests', 'ask']).tests).toBe('ask');
    expect(() => readFixOptions(['--tests', 'all'])).toThrow(
      '--tests takes locked, ask, allowed, not "all".',
    );
  });

  test('name a second model', () => {
    expect(readFixOptions(['--feedback-model', 'large']).feedbackModel).toBe('large');
  });

  test('go on with a session only as it was', () => {
    expect(readFixOptions(['--continue', '--json', '--apply'])).toMatchObject({ continues: true });
    expect(() => readFixOptions(['--continue', 'adds'])).toThrow(
      '--continue goes on with the task as it was; leave out the tests to fix.',
    );
    expect(() => readFixOptions(['--continue', '--effort', 'search'])).toThrow(
      '--continue goes on with the task as it was; leave out --effort.',
    );
  });
});

describe('the options of generate', () => {
  test('begin with the instruction; the rest are tests', () => {
    expect(readGenerateOptions([' a stack ', 'test/stack.test.js', '--seed', '3'])).toMatchObject({
      instruction: 'a stack',
      targets: ['test/stack.test.js'],
      seed: 3,
      continues: false,
    });
  });

  test.each([[[]], [['']], [['  ', 'a.test.js']]])('need an instruction: %j', (args) => {
    expect(() => readGenerateOptions(args)).toThrow(/^Say what to write, in quotes: /);
  });

  test('know no --continue', () => {
    expect(() => readGenerateOptions(['a stack', '--continue'])).toThrow(
      'There is no option --continue. Run `fixpoint generate --help`.',
    );
  });
});
