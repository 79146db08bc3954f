import { describe, expect, test } from 'vitest';
import { Meter } from '../../../../src/core/session/meter';

describe('the meter', () => {
  test('tells model, tests and overhead apart, and leaves out the time that a developer took', async () => {
    let now = 0;
    const meter = new Meter({ now: () => now });
    const lasting = (milliseconds: number) => () => Promise.resolve(void (now += milliseconds));
    await meter.timed('model', lasting(10));
    await meter.timed('test', lasting(20));
    await meter.timed('human', lasting(400));
    now += 3;
    expect(meter.time).toEqual({ totalMs: 433, modelMs: 10, testMs: 20, overheadMs: 3 });
  });

  test('what is tested at the same time counts once', async () => {
    let now = 0;
    const meter = new Meter({ now: () => now });
    const ends: (() => void)[] = [];
    const running = [1, 2].map(() =>
      meter.timed('test', () => new Promise<void>((resolve) => ends.push(resolve))),
    );
    now += 10;
    ends[1]?.();
    await running[1];
    now += 5;
    ends[0]?.();
    await running[0];
    await meter.timed('test', () => Promise.resolve(void (now += 1)));
    expect(meter.time).toMatchObject({ totalMs: 16, testMs: 16, overheadMs: 0 });
  });

  test('grants what the budget leaves for a reply, when the prompt costs the most that it can', () => {
    const meter = new Meter({ now: () => 0 });
    const budget = { maxRequests: 2, maxTokens: 1_000 };
    expect(meter.outputTokensLeft(budget, 100, 4_096)).toBe(875);
    meter.charge({ inputTokens: 600, outputTokens: 100, estimated: false }, 600);
    expect(meter.outputTokensLeft(budget, 200, 4_096)).toBe(79);
    expect(meter.outputTokensLeft(budget, 400, 4_096)).toBe(0);
    meter.charge({ inputTokens: 1, outputTokens: 1, estimated: false }, 1);
    expect(meter.outputTokensLeft(budget, 1, 4_096)).toBe(0);
    expect(meter.outputTokensLeft({ maxRequests: 9 }, 1, 4_096)).toBe(4_096);
  });

  test('learns from replies that a provider counts more tokens than estimated', () => {
    const meter = new Meter({ now: () => 0 });
    meter.charge({ inputTokens: 200, outputTokens: 0, estimated: false }, 100);
    expect(meter.outputTokensLeft({ maxRequests: 9, maxTokens: 1_000 }, 100, 4_096)).toBe(579);
  });

  test('grants no more than the money left buys, the request itself paid', () => {
    const meter = new Meter({ now: () => 0 });
    const price = { input: 1, output: 10 };
    const budget = { maxRequests: 9, maxCost: { usd: 0.01, price } };
    expect(meter.outputTokensLeft(budget, 1_000, 4_096)).toBe(875);
    meter.charge({ inputTokens: 1_000, outputTokens: 500, estimated: false }, 1_000);
    expect(meter.outputTokensLeft(budget, 2_000, 4_096)).toBe(179);
    expect(meter.outputTokensLeft(budget, 5_000, 4_096)).toBe(0);
  });

  test('has no time for a request that would take as long as the slowest so far', async () => {
    let now = 0;
    const meter = new Meter({ now: () => now });
    const reply = {
      text: '',
      finish: 'stop',
      usage: { inputTokens: 1, outputTokens: 1, estimated: true },
    } as const;
    expect(meter.hasTimeForRequest({ maxRequests: 9, timeoutMs: 100 })).toBe(true);
    await meter.ask(() => Promise.resolve(void (now += 60)).then(() => reply), 1);
    expect(meter.hasTimeForRequest({ maxRequests: 9, timeoutMs: 100 })).toBe(false);
    expect(meter.hasTimeForRequest({ maxRequests: 9, timeoutMs: 121 })).toBe(true);
  });
});
