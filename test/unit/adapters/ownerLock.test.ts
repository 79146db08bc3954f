import { describe, expect, test } from 'vitest';
import { isOfDeadProcess, thisProcess } from '../../../src/adapters/ownerLock';

describe('the process that a lock names', () => {
  test('lives when it is this one', () => {
    expect(isOfDeadProcess(thisProcess())).toBe(false);
    expect(isOfDeadProcess(JSON.parse(JSON.stringify(thisProcess())))).toBe(false);
  });

  test('is dead when it had the id of this one before', () => {
    const { pid, host, startedMs } = thisProcess();
    expect(isOfDeadProcess({ pid, host, startedMs: startedMs - 60_000 })).toBe(true);
    expect(isOfDeadProcess({ pid, host })).toBe(true);
  });

  test('is dead when nothing has its id', () => {
    // Above what systems give.
    expect(isOfDeadProcess({ ...thisProcess(), pid: 2_147_483_646 })).toBe(true);
  });

  test('fault 83: is dead when its id was given to another process since', () => {
    const parent = { ...thisProcess(), pid: process.ppid };
    expect(isOfDeadProcess(parent)).toBe(process.platform === 'linux');
  });

  test('may live when it is on another machine', () => {
    expect(isOfDeadProcess({ ...thisProcess(), host: 'another-machine', startedMs: 0 })).toBe(
      false,
    );
  });
});
