import { describe, expect, test } from 'vitest';
import { StepReviewer } from '../../../../src/extension/host/stepReviewer';

const { signal } = new AbortController();

function reviewer(stepping: boolean): { steps: StepReviewer; pauses: (number | undefined)[] } {
  const pauses: (number | undefined)[] = [];
  const steps = new StepReviewer(stepping, () => pauses.push(steps.pausedAt));
  return { steps, pauses };
}

describe('the developer between iterations', () => {
  test('without step mode a session goes on at once', async () => {
    const { steps } = reviewer(false);
    expect(await steps.afterIteration(1, signal)).toEqual({ kind: 'continue' });
  });

  test('in step mode it pauses after each iteration until Step', async () => {
    const { steps, pauses } = reviewer(true);
    const first = steps.afterIteration(1, signal);
    expect(steps.pausedAt).toBe(1);
    steps.step();
    expect(await first).toEqual({ kind: 'continue' });
    const second = steps.afterIteration(2, signal);
    steps.step();
    await second;
    expect(pauses).toEqual([1, undefined, 2, undefined]);
  });

  test('Continue runs on without further pauses', async () => {
    const { steps } = reviewer(true);
    const first = steps.afterIteration(1, signal);
    steps.continue();
    await first;
    expect(await steps.afterIteration(2, signal)).toEqual({ kind: 'continue' });
  });

  test('Step while it works makes it pause after the current iteration', async () => {
    const { steps } = reviewer(false);
    steps.step();
    const answer = steps.afterIteration(1, signal);
    expect(steps.pausedAt).toBe(1);
    steps.continue();
    await answer;
  });

  test('a hint resumes a paused session, and is told once', async () => {
    const { steps } = reviewer(true);
    const first = steps.afterIteration(1, signal);
    steps.say({ hint: 'cents' });
    expect(await first).toEqual({ kind: 'continue', hint: 'cents' });
    const second = steps.afterIteration(2, signal);
    steps.say({ from: 1 });
    expect(await second).toEqual({ kind: 'continue', from: 1 });
  });

  test('what is noted while it waits adds up, and goes with the next step', async () => {
    const { steps } = reviewer(true);
    const first = steps.afterIteration(1, signal);
    steps.note({ hint: 'cents' });
    steps.note({ hint: 'euros' });
    expect(steps.pausedAt).toBe(1);
    steps.step();
    expect(await first).toEqual({ kind: 'continue', hint: 'cents\neuros' });
  });

  test('what is said while it works goes with the next iteration', async () => {
    const { steps } = reviewer(true);
    steps.say({ hint: 'cents' });
    steps.say({ from: 1 });
    expect(await steps.afterIteration(2, signal)).toEqual({
      kind: 'continue',
      hint: 'cents',
      from: 1,
    });
  });

  test('an abort ends the pause with the reason', async () => {
    const { steps, pauses } = reviewer(true);
    const abort = new AbortController();
    const answer = steps.afterIteration(1, abort.signal);
    abort.abort(new Error('stopped'));
    await expect(answer).rejects.toThrow('stopped');
    expect(pauses.at(-1)).toBeUndefined();
    await expect(steps.afterIteration(2, abort.signal)).rejects.toThrow('stopped');
  });
});
