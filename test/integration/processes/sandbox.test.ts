import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openSandbox, type SandboxMode } from '../../../src/adapters/processes/sandbox';
import { createCustomRunner } from '../../../src/adapters/testRunners/custom/customRunner';
import { inSandbox } from '../../../src/adapters/testRunners/report/inSandbox';
import type { TestReport } from '../../../src/core/testReport';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { isAvailable, processesIn } from '../testRunners/trial';

const hasSandbox =
  process.platform === 'linux' &&
  (await isAvailable('bwrap', ['--ro-bind', '/', '/', '--proc', '/proc', '--unshare-pid', 'true']));
const LIMITS = { timeoutMs: 20_000, silenceMs: 20_000 };
const { signal } = new AbortController();

/** What a program of the project was able to do. */
interface Attempt {
  readonly environment: Readonly<Record<string, string>>;
  readonly done: Readonly<Record<string, boolean>>;
}

const THIEF = `const { readFileSync, writeFileSync, mkdirSync, readdirSync } = require('node:fs');
const [, , port, secret, outside] = process.argv;
const done = {};
const attempt = (name, action) => {
  try {
    done[name] = action() !== '';
  } catch {
    done[name] = false;
  }
};
attempt('writes into its own tree', () => writeFileSync('made.txt', 'x'));
attempt('writes into a temporary folder', () => mkdirSync(require('node:os').tmpdir() + '/own'));
attempt('writes outside', () => writeFileSync(outside, 'x'));
attempt('reads a key of the user', () => readFileSync(secret, 'utf8'));
attempt('sees other processes', () => (readdirSync('/proc').filter(Number).length > 20 ? 'all' : ''));
fetch('http://127.0.0.1:' + port)
  .then(() => true, () => false)
  .then((calls) => {
    done['calls out'] = calls;
    console.log('TOLD ' + JSON.stringify({ environment: process.env, done }));
  });
`;

let server: Server;
let calls = 0;

beforeAll(async () => {
  server = createServer((_, response) => {
    calls++;
    response.end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

/** A folder of the user's with a key in it, as the system's list of such places has it; removed when the test ends. */
function plantKey(): string {
  const home = temporaryFolder();
  const before = process.env['HOME'];
  process.env['HOME'] = home;
  onTestFinished(() => {
    process.env['HOME'] = before;
  });
  expect(homedir()).toBe(home);
  mkdirSync(join(home, '.ssh'));
  const file = join(home, '.ssh', 'id_ed25519');
  writeFileSync(file, 'the key');
  return file;
}

async function runIn(mode: SandboxMode, root: string, command: string): Promise<TestReport> {
  const runner = inSandbox(createCustomRunner(command), await openSandbox(mode, root));
  return runner.run({ root, selection: { kind: 'all' }, limits: LIMITS }, signal);
}

async function attemptIn(mode: SandboxMode): Promise<Attempt & { readonly outside: string }> {
  const root = temporaryFolder();
  writeFiles(root, { 'thief.js': THIEF });
  const outside = join(temporaryFolder(), 'outside.txt');
  const { port } = server.address() as AddressInfo;
  const secret = plantKey();
  const { outputTail } = await runIn(
    mode,
    root,
    `node thief.js ${String(port)} ${secret} ${outside}`,
  );
  const told = /^TOLD (.*)$/m.exec(outputTail)?.[1] ?? '{}';
  return { ...(JSON.parse(told) as Attempt), outside };
}

describe.skipIf(!hasSandbox)('a sandbox', () => {
  test('fault 101: code that reads secrets or calls out when its tests run gets nothing in a sandbox', async () => {
    process.env['FIXPOINT_TRIAL_API_KEY'] = 'planted-secret';
    process.env['FIXPOINT_TRIAL_PLAIN'] = `ghp_${'a1B2'.repeat(9)}`;
    onTestFinished(() => {
      delete process.env['FIXPOINT_TRIAL_API_KEY'];
      delete process.env['FIXPOINT_TRIAL_PLAIN'];
    });
    calls = 0;
    const { environment, done, outside } = await attemptIn('strict');
    expect(done).toEqual({
      'writes into its own tree': true,
      'writes into a temporary folder': true,
      'writes outside': false,
      'reads a key of the user': false,
      'sees other processes': false,
      'calls out': false,
    });
    expect(Object.keys(environment).filter((name) => name.startsWith('FIXPOINT_TRIAL'))).toEqual(
      [],
    );
    expect(JSON.stringify(environment)).not.toMatch(/planted-secret|ghp_/);
    expect(calls).toBe(0);
    expect(existsSync(outside)).toBe(false);
  });

  test('leaves the network to tests that need it unless it is strict', async () => {
    const { done } = await attemptIn('auto');
    expect(done).toMatchObject({ 'calls out': true, 'reads a key of the user': false });
  });

  test('is none when it is off', async () => {
    const { done } = await attemptIn('off');
    expect(done).toMatchObject({ 'reads a key of the user': true, 'writes outside': true });
  });

  test('tells a signal that ended a run from an exit code', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'run.sh': 'kill -SEGV $$' });
    expect((await runIn('strict', root, 'sh run.sh')).verdict).toBe('killed');
    writeFiles(root, { 'run.sh': 'exit 3' });
    expect((await runIn('strict', root, 'sh run.sh')).verdict).toBe('failed');
  });

  test('fault 52: takes along all that a run leaves behind', async () => {
    const root = temporaryFolder();
    const leftovers = [
      'sleep 301 &',
      'setsid sleep 301 &',
      'setsid env -i sleep 301 &',
      '(setsid sleep 301 &) &',
      `setsid bash -c "trap '' TERM; sleep 301 & wait" &`,
      '(cd / && setsid env -i sleep 301 &) &',
    ];
    writeFiles(root, { 'run.sh': `${leftovers.join('\n')}\nsleep 0.2\n` });
    expect((await runIn('strict', root, 'bash run.sh')).verdict).toBe('passed');
    expect(await processesIn(root)).toEqual([]);
    expect(runningSleeps()).toEqual([]);
  });
});

/** Command lines of what the test above started, wherever it works. */
function runningSleeps(): readonly string[] {
  const pids = execFileSync('ls', ['/proc'], { encoding: 'utf8' }).match(/^\d+$/gm) ?? [];
  return pids.flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
      return line.includes('sleep 301') ? [line] : [];
    } catch {
      return [];
    }
  });
}

test('a sandbox that must be there and is not is told with what to do', async () => {
  const before = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  onTestFinished(() => {
    process.env['PATH'] = before;
  });
  expect(await openSandbox('auto', temporaryFolder())).toBeUndefined();
  await expect(openSandbox('strict', temporaryFolder())).rejects.toThrow(
    /that takes Linux with bubblewrap .* Or choose another sandbox than "strict"\./,
  );
});
