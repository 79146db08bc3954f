import { expect, test } from 'vitest';

import { createRetryAllowance } from '../../../../src/adapters/models/retryAllowance';
import { withRetries } from '../../../../src/adapters/models/retrying';

function rig(random = 0.5) {
  const waits: number[] = [];
  let nowMs = 1000;
  return {
    waits,
    pass: (milliseconds: number) => (nowMs += milliseconds),
    tools: {
      random: () => random,
      allowance: createRetryAllowance(),
      clock: { now: () => nowMs },
      wait: (milliseconds: number) => {
        waits.push(milliseconds);
        nowMs += milliseconds;
        return Promise.resolve();
      },
    },
  };
}

const { signal } = new AbortController();
const patience = () => ({});

test('a failure that does not pass is not tried again', async () => {
  const { waits, tools } = rig();
  let tries = 0;
  const attempt = () => Promise.reject(new Error(`try ${++tries}`));
  const never = () => undefined;
  await expect(withRetries(attempt, { patience: never, tools, signal })).rejects.toThrow('try 1');
  expect(waits).toEqual([]);
});

test('waits are spread by half up and down', async () => {
  const early = rig(0);
  const late = rig(0.999);
  const attempt = () => Promise.reject(new Error('busy'));
  await expect(withRetries(attempt, { patience, tools: early.tools, signal })).rejects.toThrow();
  await expect(withRetries(attempt, { patience, tools: late.tools, signal })).rejects.toThrow();
  expect(early.waits).toEqual([250, 500, 1000]);
  expect(late.waits.map(Math.round)).toEqual([750, 1499, 2998]);
});

test('a try that took longer than the limit is the last', async () => {
  const { waits, tools, pass } = rig();
  let tries = 0;
  const attempt = () => {
    if (++tries === 2) pass(40_000);
    return Promise.reject(new Error(`try ${tries}`));
  };
  await expect(withRetries(attempt, { patience, tools, signal })).rejects.toThrow('try 2');
  expect(waits).toEqual([500]);
});

test('a cancelled wait rejects with the reason of the cancelling', async () => {
  const controller = new AbortController();
  const { tools } = rig();
  const wait = () => {
    controller.abort(new Error('stopped'));
    return Promise.resolve();
  };
  const attempt = () => Promise.reject(new Error('busy'));
  const options = { patience, tools: { ...tools, wait }, signal: controller.signal };
  await expect(withRetries(attempt, options)).rejects.toThrow('stopped');
});
