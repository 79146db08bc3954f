import path from 'node:path';
import { expect, test } from 'vitest';
import { folderPicture } from '../../support/folderPicture';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import type { ScriptedReply } from '../../support/scriptedTurn';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { cartProject, FAULT, FIX } from './cartProject';
import { jsonLines, runCli, type CliRun } from './runCli';

const fix = replyEdit('src/price.js', FAULT, FIX);
const hangs = replyEdit('src/price.js', FAULT, '  for (;;);');
const stalls: ScriptedReply = { kind: 'stall', text: `I think that ${'the price '.repeat(40)}` };

const HOPELESS = [
  "import assert from 'node:assert/strict';",
  "import { test } from 'node:test';",
  "import { reduced } from '../src/price.js';",
  "test('knows the answer', () => assert.equal(reduced(9, 2), 'forty-two'));",
  "test('is a function', () => assert.equal(typeof reduced, 'function'));",
  '',
].join('\n');

interface Limited {
  readonly replies: readonly ScriptedReply[];
  readonly limit: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a session with `--apply` within a limit; `requests` are those that the server got. */
async function limited({ replies, limit, files = {}, env = {} }: Limited): Promise<{
  readonly run: CliRun;
  readonly outcome: Record<string, unknown> | undefined;
  readonly requests: number;
  readonly isUntouched: boolean;
}> {
  await using server = await startScriptedModel(...replies);
  const root = cartProject();
  writeFiles(root, files);
  const before = folderPicture(root);
  const args = ['fix', '--json', '--apply', '--cwd', root, '--base-url', server.baseUrl];
  const run = await runCli([...args, ...limit], { env });
  const isUntouched = folderPicture(root).join('\n') === before.join('\n');
  return { run, outcome: jsonLines(run).at(-1), requests: server.requests.length, isUntouched };
}

test('fault 114: time that is up while the baseline, the model or the tests of a revision take long ends the session with the reason', async () => {
  const endless = { 'test/endless.test.js': 'for (;;);\n' };
  const phases: readonly Pick<Limited, 'replies' | 'files'>[] = [
    { replies: [], files: endless },
    { replies: [stalls] },
    { replies: [hangs] },
  ];
  for (const phase of phases) {
    const { run, outcome, isUntouched } = await limited({ ...phase, limit: ['--timeout', '2'] });
    expect(run.exitCode).toBe(1);
    expect(outcome).toMatchObject({ outcome: 'budget', revision: 0 });
    expect(String(outcome?.['message'])).toMatch(/^The time limit is reached\./);
    expect(isUntouched).toBe(true);
  }
});

test('fault 115: a reply in whose middle the time is up is dropped, and what came of it is counted', async () => {
  const { outcome, isUntouched } = await limited({
    replies: [{ kind: 'stall', text: fix }],
    limit: ['--timeout', '5'],
  });
  expect(outcome).toMatchObject({ outcome: 'budget', revision: 0 });
  const { inputTokens, outputTokens } = outcome?.['usage'] as Record<string, number>;
  expect(inputTokens).toBeGreaterThan(100);
  expect(outputTokens).toBeGreaterThan(20);
  expect(isUntouched).toBe(true);
});

test('fault 116: streams that are cut are charged, and are not asked for again when the budget has no room', async () => {
  const cut: ScriptedReply = { kind: 'cut', text: 'price '.repeat(400) };
  const { run, outcome, requests } = await limited({
    replies: [cut, cut, cut, cut, cut],
    limit: ['--max-tokens', '2500'],
    // What the built-in search could find while the model is asked would end it otherwise.
    files: { 'test/price.test.js': HOPELESS },
  });
  expect(run.exitCode).toBe(1);
  expect(outcome).toMatchObject({ outcome: 'budget' });
  expect(String(outcome?.['message'])).toMatch(/budget of .*tokens or money has no room/);
  const { inputTokens = 0, outputTokens = 0 } = outcome?.['usage'] as Record<string, number>;
  expect(inputTokens + outputTokens).toBeGreaterThan(500);
  expect(inputTokens + outputTokens).toBeLessThanOrEqual(2_500);
  expect(requests).toBeLessThan(4);
});

test('fault 117: limits of zero, below zero, not a number and out of range are answered with a sentence', async () => {
  const values = ['0', '-1', 'NaN', 'Infinity', '1e999', '', 'ten'];
  for (const value of values) {
    const wrong = [
      [`--max-tokens=${value}`, `--max-tokens takes a whole number from 1 up, not "${value}".`],
      [`--max-cost=${value}`, `--max-cost takes a number above 0, not "${value}".`],
      [`--timeout=${value}`, `--timeout takes a number above 0, not "${value}".`],
    ];
    const runs = await Promise.all(wrong.map(([option = '']) => runCli(['fix', option])));
    expect(runs).toEqual(
      wrong.map(([, sentence]) => ({ exitCode: 2, stdout: '', stderr: `${String(sentence)}\n` })),
    );
  }
  const huge = ['--max-tokens', '9007199254740991', '--timeout', '1e300'];
  expect(await limited({ replies: [fix], limit: huge })).toMatchObject({ run: { exitCode: 0 } });
});

test('fault 118: a limit in money for a model whose price is not known is answered with what to limit instead', async () => {
  const { run, requests } = await limited({
    replies: [fix],
    limit: ['--model', 'own', '--max-cost', '1', '--max-tokens', '5000'],
  });
  expect(run).toMatchObject({
    exitCode: 2,
    stderr: 'The price of own is not known; limit the repair with --max-tokens instead.\n',
  });
  expect(requests).toBe(0);
});

test('fault 88: a clock that jumps to and fro by years, or stands still, moves no limit', async () => {
  const folder = temporaryFolder();
  const clock = (now: string): string =>
    `const real = Date.now; let n = 0; Date.now = () => ${now};\n`;
  writeFiles(folder, {
    'jumping.cjs': clock('real() + (n++ % 2 ? 1 : -1) * 3.15e10'),
    'still.cjs': clock('1.7e12'),
  });
  const withClock = (name: string): Record<string, string> => ({
    NODE_OPTIONS: `--require ${path.join(folder, name)}`,
  });
  const limit = ['--timeout', '60'];
  const jumping = await limited({ replies: [fix], limit, env: withClock('jumping.cjs') });
  expect(jumping.outcome).toMatchObject({ outcome: 'fixed' });
  const still = { replies: [stalls], limit: ['--timeout', '3'], env: withClock('still.cjs') };
  const start = performance.now();
  expect((await limited(still)).outcome).toMatchObject({ outcome: 'budget' });
  expect(performance.now() - start).toBeLessThan(10_000);
});
