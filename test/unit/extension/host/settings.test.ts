import { describe, expect, test } from 'vitest';
import { parseSettings, taskFor } from '../../../../src/extension/host/settings';

function parse(values: Readonly<Record<string, unknown>>): ReturnType<typeof parseSettings> {
  return parseSettings((name) => values[name]);
}

describe('settings', () => {
  test('nothing configured means the built-in search, quick, without pauses', () => {
    expect(parse({})).toEqual({
      provider: 'builtin',
      model: '',
      endpoints: [],
      tests: 'locked',
      sandbox: 'off',
      effort: 'quick',
      stepMode: false,
      testTimeoutSeconds: 300,
    });
  });

  test('configured values are taken, trimmed', () => {
    const values = {
      provider: 'openai',
      model: ' m ',
      endpoints: ['http://localhost:2/v1'],
      baseUrl: ' http://localhost:1/v1 ',
      testCommand: 'npm test',
      runner: 'jest',
      feedbackModel: 'large',
      tests: 'allowed',
      sandbox: 'strict',
      effort: 'search',
      stepMode: true,
      testTimeoutSeconds: 5,
      maxTokens: 1000,
      timeoutSeconds: 60,
    };
    expect(parse(values)).toEqual({ ...values, model: 'm', baseUrl: 'http://localhost:1/v1' });
  });

  test('fault 117: values of the wrong kind, and numbers without sense, count as not set', () => {
    for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '5', null, {}]) {
      const settings = parse({
        testTimeoutSeconds: value,
        maxTokens: value,
        timeoutSeconds: value,
        runner: {},
        endpoints: [value === '5' ? undefined : value],
        provider: value,
        tests: value,
        sandbox: value,
        feedbackModel: value === '5' ? undefined : value,
      });
      expect(settings).toEqual(parse({}));
    }
  });

  test('fault 117: huge times are cut to what a timer can hold', () => {
    expect(parse({ timeoutSeconds: 1e12 }).timeoutSeconds).toBeLessThan(2 ** 31 / 1000);
  });

  test('the runner "auto" is none', () => {
    expect(parse({ runner: 'auto' })).toEqual(parse({}));
  });
});

test('a task has what is wanted, and the limits of the settings', () => {
  const limits = { maxTokens: 10, timeoutSeconds: 2, testTimeoutSeconds: 3 };
  const wanted = { targets: ['adds'], instruction: 'add' };
  const task = taskFor(wanted, parse({ ...limits, effort: 'thorough', tests: 'ask' }));
  expect(task).toMatchObject({
    targets: ['adds'],
    instruction: 'add',
    tests: 'ask',
    effort: 'thorough',
    budget: { maxTokens: 10, timeoutMs: 2000 },
    testLimits: { timeoutMs: 3000, silenceMs: 3000 },
  });
});
