import { constants, getPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import {
  openWarmProcess,
  type WarmProcess,
} from '../../../src/adapters/testRunners/warm/warmProcess';
import { temporaryFolder } from '../../support/temporaryFolder';
import { processesIn } from './trial';

const ECHO = `
  const { createInterface } = require('node:readline');
  const { writeSync } = require('node:fs');
  const { spawn } = require('node:child_process');
  const say = (value) => writeSync(3, JSON.stringify(value) + '\\n');
  createInterface({ input: process.stdin }).on('line', (line) => {
    const request = JSON.parse(line);
    if (request.die) process.exit(1);
    if (request.cancel) say({ id: request.cancel + 1, cancelled: true });
    if (request.start) spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
    if (request.text) setTimeout(() => say({ id: request.id, text: request.text }), request.afterMs);
  });
`;
const READY = 'say({ ready: true });';
const forever = new AbortController().signal;

async function open(code = ECHO + READY, signal = forever) {
  const cwd = temporaryFolder();
  const warm = await openWarmProcess({ command: [process.execPath, '-e', code], cwd }, signal);
  onTestFinished(async () => {
    await warm?.dispose();
    expect(await processesIn(cwd)).toEqual([]);
  });
  return warm;
}

async function openEcho(): Promise<WarmProcess> {
  const warm = await open();
  if (warm === undefined) throw new Error('The process did not get ready.');
  return warm;
}

test('each request gets its own answer, whatever their order', async () => {
  const warm = await openEcho();
  const answers = await Promise.all([
    warm.ask({ text: 'slow', afterMs: 100 }, 5000, forever),
    warm.ask({ text: 'ü', afterMs: 0 }, 5000, forever),
  ]);
  expect(answers).toEqual([
    { id: 1, text: 'slow' },
    { id: 2, text: 'ü' },
  ]);
});

test('an answer that does not come in time is undefined, and the process is told', async () => {
  const warm = await openEcho();
  const late = warm.ask({ text: 'late', afterMs: 10_000 }, 100, forever);
  const next = warm.ask({}, 5000, forever);
  expect(await late).toBeUndefined();
  expect(await next).toEqual({ id: 2, cancelled: true });
});

test('an aborted request rejects with the reason', async () => {
  const warm = await openEcho();
  const asked = warm.ask({}, 5000, AbortSignal.timeout(50));
  await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('what a dead process was asked is undefined', async () => {
  const warm = await openEcho();
  expect(await warm.ask({ die: true }, 5000, forever)).toBeUndefined();
  expect(await warm.ask({ text: 'anyone?' }, 5000, forever)).toBeUndefined();
});

test('a process that ends, is not ready or can not start is none', async () => {
  expect(await open('')).toBeUndefined();
  expect(await open(`${ECHO} say({ ready: false });`)).toBeUndefined();
  const command = ['/no/such/program'];
  expect(await openWarmProcess({ command, cwd: temporaryFolder() }, forever)).toBeUndefined();
});

test('when the signal aborts before it is ready, nothing is left', async () => {
  const late = 'setInterval(() => 0, 1000);';
  await expect(open(late, AbortSignal.timeout(200))).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

test('dispose ends what the process started, too', async () => {
  const warm = await openEcho();
  await warm.ask({ start: true, text: 'started', afterMs: 0 }, 5000, forever);
  await delay(50);
  await Promise.all([warm.dispose(), warm.dispose()]);
});

test('what works in the background gives way, and what it starts', async () => {
  const tellPriority = `say({ ready: true });
    createInterface({ input: process.stdin }).on('line', (line) => {
      const { id } = JSON.parse(line);
      const child = spawn(process.execPath, ['-p', 'os.getPriority()']);
      child.stdout.on('data', (text) => say({ id, priority: Number(text) }));
    });`;
  const ask = async (isBackground: boolean): Promise<unknown> => {
    const command = [process.execPath, '-e', ECHO + tellPriority];
    const warm = await openWarmProcess({ command, cwd: temporaryFolder(), isBackground }, forever);
    onTestFinished(() => warm?.dispose());
    return warm?.ask({}, 10_000, forever);
  };
  expect(await ask(true)).toMatchObject({ priority: constants.priority.PRIORITY_BELOW_NORMAL });
  expect(await ask(false)).toMatchObject({ priority: getPriority() });
});
