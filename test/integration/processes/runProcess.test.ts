import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runProcess, type ProcessRequest } from '../../../src/adapters/processes/runProcess';

const LIMITS = { timeoutMs: 20_000, silenceMs: 20_000 };
const never = new AbortController().signal;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fixpoint-process-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function script(code: string, more: Partial<ProcessRequest> = {}): ProcessRequest {
  return { command: [process.execPath, '-e', code], cwd: folder, limits: LIMITS, ...more };
}

/** A killed process may take a moment to go on a loaded machine. */
const GONE = { timeout: 1_000 };

describe('runProcess', () => {
  test('tells the exit code and passes on the output as it comes', async () => {
    const heard: string[] = [];
    const result = await runProcess(
      script('console.log("héllo"); console.error("wörld"); process.exitCode = 3', {
        onOutput: (text) => heard.push(text),
      }),
      never,
    );
    expect(result).toMatchObject({ exitCode: 3 });
    expect(result.stopped).toBeUndefined();
    expect(result.output.split('\n').sort()).toEqual(['', 'héllo', 'wörld']);
    expect(heard.join('')).toBe(result.output);
  });

  test('fault 56: tells the signal that ended the process', async () => {
    const result = await runProcess(script('process.kill(process.pid, "SIGSEGV")'), never);
    expect(result).toMatchObject({ signal: 'SIGSEGV' });
    expect(result.exitCode).toBeUndefined();
  });

  test('says why a program did not start', async () => {
    const result = await runProcess({ ...script(''), command: ['/nowhere/at-all'] }, never);
    expect(result.startError).toContain('ENOENT');
    expect(result.exitCode).toBeUndefined();
  });

  test('fault 51: closes standard input, so that a question ends instead of waiting', async () => {
    const result = await runProcess(
      script('process.stdin.on("end", () => process.exit(7)).resume()'),
      never,
    );
    expect(result.exitCode).toBe(7);
  });

  test('fault 50: stops an endless loop at the hard limit', async () => {
    const limits = { timeoutMs: 500, silenceMs: 20_000 };
    const result = await runProcess(script('for (;;);', { limits }), never);
    expect(result).toMatchObject({ stopped: 'hard', signal: 'SIGKILL' });
  });

  test('fault 51: stops a silent process, and not one that keeps talking', async () => {
    const limits = { timeoutMs: 20_000, silenceMs: 600 };
    const silent = await runProcess(script('setInterval(() => {}, 1000)', { limits }), never);
    expect(silent.stopped).toBe('silence');
    const talking =
      'let n = 0; const t = setInterval(() => { console.log(n); if (++n > 9) clearInterval(t) }, 100)';
    const result = await runProcess(script(talking, { limits }), never);
    expect(result).toMatchObject({ exitCode: 0 });
  });

  test('counts silence from the first output on where a build comes first', async () => {
    const limits = { timeoutMs: 20_000, silenceMs: 600 };
    const building = 'setTimeout(() => console.log("built"), 1500); setInterval(() => {}, 1000)';
    const request = script(building, { limits, isSilentAtFirst: true });
    expect(await runProcess(request, never)).toMatchObject({
      stopped: 'silence',
      output: 'built\n',
    });
  });

  test('stops when the signal aborts', async () => {
    const abort = new AbortController();
    const request = script('console.log("up"); setInterval(() => {}, 1000)', {
      onOutput: () => {
        abort.abort();
      },
    });
    expect(await runProcess(request, abort.signal)).toMatchObject({ stopped: 'aborted' });
  });

  test('stops a process that lives on after its result is complete', async () => {
    const request = script('setInterval(() => {}, 1000)', {
      readSign: () => Promise.resolve('complete'),
    });
    expect(await runProcess(request, never)).toMatchObject({ stopped: 'lingered' });
  });

  test('fault 54: keeps the beginning and the end of a flood in one line, in little memory', async () => {
    const before = process.memoryUsage().rss;
    const flood =
      'console.log("FIRST"); const s = "x".repeat(1 << 16); let n = 3000;' +
      '(function go() { if (n-- === 0) return console.log("\\nLAST"); process.stdout.write(s, go) })()';
    const result = await runProcess(script(flood), never);
    expect(result.exitCode).toBe(0);
    expect(result.output.length).toBeLessThan(300_000);
    expect(result.output).toMatch(/^FIRST[^]*characters left out[^]*LAST\n$/);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  test('passes no secrets and nothing of the editor to the child', async () => {
    process.env['FIXPOINT_TRIAL_API_KEY'] = 'secret';
    process.env['VSCODE_PID'] = '1';
    const result = await runProcess(
      script('console.log(JSON.stringify(process.env))', { environment: { ADDED: 'yes' } }),
      never,
    );
    delete process.env['FIXPOINT_TRIAL_API_KEY'];
    delete process.env['VSCODE_PID'];
    const seen = JSON.parse(result.output) as Record<string, string>;
    expect(seen).toMatchObject({ ADDED: 'yes', NO_COLOR: '1', TERM: 'dumb' });
    expect(Object.keys(seen).filter((name) => /^VSCODE|API_KEY/.test(name))).toEqual([]);
  });
});

const LEFTOVERS = {
  'a plain child': 'sleep 300 &',
  'a child in a session of its own': 'setsid sleep 300 &',
  'a child with an empty environment': 'setsid env -i sleep 300 &',
  'a twice forked child': '(setsid sleep 300 &) &',
  'a child that ignores SIGTERM': 'setsid bash -c "trap \'\' TERM; sleep 300 & wait" &',
};

describe.skipIf(process.platform !== 'linux')('runProcess leaves nothing behind', () => {
  test('fault 52: no child, whatever it does to get away, and whether the run ends or is stopped', async () => {
    for (const [kind, start] of Object.entries(LEFTOVERS)) {
      for (const tail of ['sleep 0.2', 'sleep 300']) {
        const limits = { timeoutMs: 700, silenceMs: 20_000 };
        const command = ['bash', '-c', `${start} sleep 0.1; echo started; ${tail}`];
        const result = await runProcess({ command, cwd: folder, limits }, never);
        expect(result.output, kind).toContain('started');
        await expect.poll(() => processesIn(folder), { ...GONE, message: kind }).toEqual([]);
      }
    }
  });

  test('fault 53: not even of a run that starts processes without end', async () => {
    // A bomb that would end by itself: many, but no machine is brought down by them.
    const bomb = 'for i in $(seq 400); do sleep 300 & done; wait';
    const limits = { timeoutMs: 20_000, silenceMs: 20_000 };
    const request = { command: ['bash', '-c', bomb], cwd: folder, limits, maxProcesses: 100 };
    expect(await runProcess(request, never)).toMatchObject({ stopped: 'crowd', signal: 'SIGKILL' });
    await expect.poll(() => processesIn(folder), GONE).toEqual([]);
  });

  test('and spares other processes that work in the same folder', async () => {
    const code = 'console.log("up"); setTimeout(() => process.exit(5), 1000)';
    let other: ReturnType<typeof runProcess> | undefined;
    await new Promise((resolve) => {
      other = runProcess(script(code, { onOutput: resolve }), never);
    });
    await runProcess(script('0'), never);
    expect(await other).toMatchObject({ exitCode: 5 });
  });
});

async function processesIn(path: string): Promise<string[]> {
  const pids = execFileSync('ls', ['/proc'], { encoding: 'utf8' }).match(/^\d+$/gm) ?? [];
  const found: string[] = [];
  for (const pid of pids) {
    try {
      const cwd = execFileSync('readlink', [`/proc/${pid}/cwd`], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
      if (cwd.trim() === path) found.push(await readFile(`/proc/${pid}/cmdline`, 'utf8'));
    } catch {
      continue;
    }
  }
  return found;
}
