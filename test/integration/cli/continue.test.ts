import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { readJournal } from '../../../src/adapters/journal/jsonLinesJournal';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { cartProject, FAULT, FIX } from './cartProject';
import { jsonLines, runCli, type CliRun } from './runCli';

const HALF_FIX = '  return (price - discount) * 2;';
const firstTry = replyEdit('src/price.js', FAULT, HALF_FIX);
const secondTry = replyEdit('src/price.js', HALF_FIX, FIX);

test('fault 80: a session that was killed goes on in the same journal, and asks nothing twice', async () => {
  await using server = await startScriptedModel(firstTry, { kind: 'stall', text: 'Let me' });
  const root = cartProject();
  const env = { XDG_STATE_HOME: temporaryFolder() };
  const fix = ['fix', '--json', '--cwd', root, '--base-url', server.baseUrl];
  const args = [...fix, '--model', 'own', '--seed', '7'];
  await runKilled(args, { env, isTime: () => server.requests.length === 2 });
  server.push(secondTry);
  const run = await runCli([...fix, '--continue', '--apply'], { env });
  const lines = jsonLines(run);
  expect(lines[0]).toMatchObject({ kind: 'session', model: 'own', task: { seed: 7 } });
  expect(lines.at(-1)).toMatchObject({ outcome: 'fixed', revision: 2, usage: { requests: 2 } });
  expect(run.exitCode).toBe(0);
  expect(server.requests).toHaveLength(3);
  expect(server.requests[2]?.body).toMatchObject({
    model: 'own',
    messages: server.requests[1]?.body.messages,
  });
  const [folder = ''] = readdirSync(path.join(env.XDG_STATE_HOME, 'fixpoint/sessions'), {
    withFileTypes: true,
  }).map(({ parentPath, name }) => path.join(parentPath, name));
  const journals = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  expect(journals).toHaveLength(1);
  const events = await readJournal(path.join(folder, journals[0] ?? ''));
  expect(events.filter(({ kind }) => kind === 'session')).toHaveLength(1);
  expect(events.at(-1)?.kind).toBe('outcome');
  const again = await runCli(['fix', '--continue', '--cwd', root], { env });
  expect(again.exitCode).toBe(2);
  expect(again.stderr).toMatch(/^Nothing to continue/);
});

test('fault 83: of two sessions on one project at the same time one writes its fix, the other nothing or the same', async () => {
  const answer = replyEdit('src/price.js', FAULT, FIX);
  await using server = await startScriptedModel(answer, answer);
  const root = cartProject();
  const file = path.join(root, 'src/price.js');
  const fixed = readFileSync(file, 'utf8').replace(FAULT, FIX);
  const env = { XDG_STATE_HOME: temporaryFolder(), XDG_CACHE_HOME: temporaryFolder() };
  const args = ['fix', '--apply', '--cwd', root, '--base-url', server.baseUrl];
  const runs = await Promise.all([runCli(args, { env }), runCli(args, { env })]);
  expect(runs.some(({ exitCode }) => exitCode === 0)).toBe(true);
  for (const { exitCode, stderr } of runs) {
    if (exitCode !== 0) expect({ exitCode, stderr }).toEqual(WRITTEN_BY_THE_OTHER);
  }
  expect(readFileSync(file, 'utf8')).toBe(fixed);
  expect(readdirSync(path.join(root, 'src'))).toEqual(['price.js']);
  expect(readdirSync(path.join(env.XDG_CACHE_HOME, 'fixpoint/trees'))).toEqual([]);
});

const WRITTEN_BY_THE_OTHER = {
  exitCode: 3,
  stderr:
    'src/price.js has changed since the repair began, so nothing was written; run the repair again or apply the patch by hand.\n',
};

/** Runs the command line and kills it once it is time, judged by all that it printed. */
async function runKilled(
  args: readonly string[],
  {
    env,
    isTime,
  }: {
    readonly env: Readonly<Record<string, string>>;
    readonly isTime: (stdout: string) => boolean;
  },
): Promise<void> {
  let printed = '';
  let killing: Promise<void> | undefined;
  const run = await runCli(args, {
    env,
    onOutput: (stdout, kill) => {
      printed = stdout;
      killing ??= vi
        .waitUntil(() => isTime(printed), { timeout: 60_000, interval: 5 })
        .then(() => {
          kill('SIGKILL');
        });
    },
  });
  await killing;
  expect(run.exitCode).toBeNull();
}

/** Begins a session that is killed once it is time; resolves with how to go on with it. */
async function cutOff(
  args: readonly string[],
  isTime: (stdout: string) => boolean,
): Promise<(args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<CliRun>> {
  const root = cartProject();
  // Not among the tests of the command that the sessions begin with, and never green.
  writeFiles(root, {
    'test/other.test.js':
      "import { test } from 'node:test';\ntest('no', () => Promise.reject(new Error('red')));\n",
  });
  const state = { XDG_STATE_HOME: temporaryFolder() };
  const fix = ['fix', '--json', '--cwd', root];
  await runKilled([...fix, ...args], { env: state, isTime });
  return (more, env = {}) => runCli([...fix, '--continue', ...more], { env: { ...state, ...env } });
}

const OWN_TESTS = ['--test', 'node --test test/price.test.js'];

function refusal(began: string, now: string, wayOut: string): CliRun {
  const text = `The session that was cut off began with ${began}, but ${now} now; ${wayOut}, or start a new session without --continue.`;
  const line = JSON.stringify({ kind: 'error', message: text, exitCode: 2 });
  return { exitCode: 2, stdout: `${line}\n`, stderr: `${text}\n` };
}

describe('a session that is continued', () => {
  test('asks the server that it began with, and no other', async () => {
    await using first = await startScriptedModel(firstTry, { kind: 'stall', text: 'Let me' });
    await using other = await startScriptedModel(secondTry, secondTry);
    const args = ['--base-url', first.baseUrl, '--model', 'own', ...OWN_TESTS];
    const goOn = await cutOff(args, () => first.requests.length === 2);
    const began = `the server ${first.baseUrl}`;
    expect(await goOn(['--base-url', other.baseUrl])).toEqual(
      refusal(began, `--base-url says ${other.baseUrl}`, 'leave it out'),
    );
    const variables = { OPENAI_BASE_URL: other.baseUrl };
    expect(await goOn([], variables)).toEqual(
      refusal(began, `OPENAI_BASE_URL says ${other.baseUrl}`, `add --base-url ${first.baseUrl}`),
    );
    expect(await goOn([], { OPENAI_MODEL: 'large' })).toEqual(
      refusal('the model own', 'OPENAI_MODEL says large', 'add --model own'),
    );
    expect(await goOn(['--provider', 'builtin'])).toEqual(
      refusal('the model own', '--provider says builtin', 'leave it out'),
    );
    first.push(secondTry);
    const run = await goOn(['--base-url', `${first.baseUrl}/`], variables);
    expect(jsonLines(run).at(-1)).toMatchObject({ outcome: 'fixed', revision: 2 });
    expect(first.requests.map(({ body }) => body.model)).toEqual(['own', 'own', 'own']);
    expect(other.requests).toEqual([]);
  });

  test('needs none of the options again, and is judged by the tests that it began with', async () => {
    await using server = await startScriptedModel(firstTry, { kind: 'stall', text: 'Let me' });
    const args = ['--base-url', server.baseUrl, ...OWN_TESTS];
    const goOn = await cutOff(args, () => server.requests.length === 2);
    expect(await goOn(['--test', 'node --test'])).toEqual(
      refusal(
        'the tests of node --test test/price.test.js',
        '--test says node --test',
        'leave it out',
      ),
    );
    expect(await goOn(['--runner', 'vitest'])).toEqual(
      refusal('the runner node:test', '--runner says vitest', 'leave it out'),
    );
    server.push(secondTry);
    const lines = jsonLines(await goOn([]));
    expect(lines.at(-1)).toMatchObject({
      outcome: 'fixed',
      targets: { fixed: 1, total: 1 },
      usage: { requests: 2 },
    });
    expect(lines[0]).toMatchObject({
      task: { origin: { baseUrl: server.baseUrl, testCommand: OWN_TESTS[1] } },
    });
  });

  test('without a model asks none', async () => {
    await using server = await startScriptedModel(secondTry);
    const args = ['--provider', 'builtin', ...OWN_TESTS];
    const goOn = await cutOff(args, (stdout) => stdout.includes('"kind":"session"'));
    const variables = { OPENAI_BASE_URL: server.baseUrl };
    expect(await goOn([], variables)).toEqual(
      refusal(
        'the built-in engine',
        `OPENAI_BASE_URL says ${server.baseUrl}`,
        'add --provider builtin',
      ),
    );
    expect(await goOn(['--feedback-model', 'large'])).toEqual(
      refusal('the built-in engine', '--feedback-model says large', 'leave it out'),
    );
    const run = await goOn(['--provider', 'builtin'], variables);
    expect(jsonLines(run).at(-1)).toMatchObject({ outcome: 'fixed', usage: { requests: 0 } });
    expect(server.requests).toEqual([]);
  });
});
