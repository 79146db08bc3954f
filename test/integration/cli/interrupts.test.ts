import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { listProcesses, readEnvironmentValue } from '../../../src/adapters/processes/procFiles';
import { folderPicture } from '../../support/folderPicture';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import type { ScriptedReply } from '../../support/scriptedTurn';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { cartProject, FAULT, FIX } from './cartProject';
import { jsonLines, runCli, type CliRun } from './runCli';

/** A moment of a session in which it would go on for long. */
interface Phase {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Without any, the built-in engine proposes. */
  readonly replies?: readonly ScriptedReply[];
  /** Told by what was printed, and by whether the project's code has left its mark. */
  readonly isReached: (stdout: string, isMarked: boolean) => boolean;
}

/** Leaves the mark in the folder that the environment names, then never ends. */
const HANG =
  "import { writeFileSync } from 'node:fs';\nwriteFileSync(`${process.env.MARKS_FOLDER}/mark`, '');\nfor (;;);\n";
const hangingEdit = replyEdit('src/price.js', FAULT, `${FIX}\n}\n${HANG}\nfunction unused() {`);
const NEEDLESS = "  if (discount > 1e9) console.log('much');\n";
/** A fix in two hunks, the second of which is needless, so that it is left out on trial. */
const wideEdit =
  replyEdit('src/price.js', FAULT, FIX) +
  replyEdit('src/other.js', '  return 1;', `${NEEDLESS}  return 1;`);
const OTHER = 'export function other(discount) {\n  return 1;\n}\n';

const PHASES: readonly Phase[] = [
  {
    name: 'baseline',
    files: { 'test/hangs.test.js': HANG },
    isReached: (_, isMarked) => isMarked,
  },
  {
    name: 'model thinking',
    replies: [{ kind: 'stall', text: 'Let me think' }],
    isReached: (stdout) => stdout.includes('"kind":"prompt"'),
  },
  {
    name: 'tests of a revision',
    replies: [hangingEdit],
    isReached: (_, isMarked) => isMarked,
  },
  {
    name: 'search with loaded tests',
    files: { 'src/price.js': unmendable(), 'test/price.test.js': impossibleTest() },
    isReached: (stdout) => stdout.includes('"kind":"progress"'),
  },
  {
    name: 'leaving out hunks',
    files: { 'src/other.js': OTHER },
    replies: [wideEdit],
    isReached: (stdout) => stdout.includes('"action":"minimise"'),
  },
];

/** Code with so many places that a search over them takes long. */
function unmendable(): string {
  const lines = Array.from(
    { length: 60 },
    (_, at) =>
      `  if (price > ${String(at)} && discount < ${String(at)}) price = price - ${String(at)};`,
  );
  return `export function reduced(price, discount) {\n${lines.join('\n')}\n  return price - discount;\n}\n`;
}

function impossibleTest(): string {
  return "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { reduced } from '../src/price.js';\ntest('is what it can not be', () => assert.equal(reduced(9, 2), 'seven'));\n";
}

interface Stopped {
  readonly run: CliRun;
  /** Milliseconds from the signal to the end of the program. */
  readonly afterMs: number;
}

/** Runs a session with `--apply` and sends Ctrl+C once the phase is reached; checks files and processes. */
async function stopIn({ files = {}, replies, isReached }: Phase): Promise<Stopped> {
  await using server = await startScriptedModel(...(replies ?? []));
  const root = cartProject();
  writeFiles(root, files);
  const before = folderPicture(root);
  const marks = temporaryFolder();
  const who = replies === undefined ? ['--provider', 'builtin'] : ['--base-url', server.baseUrl];
  let stdout = '';
  let isOver = false;
  let stoppedAt = Number.NaN;
  const run = await runCli(['fix', '--json', '--apply', '--cwd', root, ...who], {
    env: { MARKS_FOLDER: marks },
    onOutput: (text) => (stdout = text),
    onStart: (kill) => {
      const watch = async (): Promise<void> => {
        while (!isOver && !isReached(stdout, existsSync(path.join(marks, 'mark')))) await delay(5);
        stoppedAt = performance.now();
        kill('SIGINT');
      };
      void watch();
    },
  });
  isOver = true;
  const afterMs = performance.now() - stoppedAt;
  expect(folderPicture(root)).toEqual(before);
  const pids = await listProcesses();
  const owners = await Promise.all(pids.map((pid) => readEnvironmentValue(pid, 'MARKS_FOLDER')));
  expect(owners.filter((folder) => folder === marks)).toEqual([]);
  return { run, afterMs };
}

test('faults 80, 85: Ctrl+C ends a session in each of its phases within two seconds, with nothing written and no process left', async () => {
  for (const phase of PHASES) {
    const { run, afterMs } = await stopIn(phase);
    expect({ phase: phase.name, exitCode: run.exitCode }).toEqual({
      phase: phase.name,
      exitCode: 130,
    });
    expect(jsonLines(run).at(-1)).toMatchObject({ kind: 'outcome' });
    expect(afterMs, phase.name).toBeLessThan(2_000);
  }
});
