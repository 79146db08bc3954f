import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { readJournalContent } from '../../../src/adapters/journal/jsonLinesJournal';
import { listProcesses, readEnvironmentValue } from '../../../src/adapters/processes/procFiles';
import { folderPicture } from '../../support/folderPicture';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { runCli, type CliRun } from './runCli';

/** Who proposes the fix: of one file, or of three. */
export type Engine = 'builtin' | 'model';

/**
 * When a session is killed: so many milliseconds after its start, or after it told its outcome and writes the fix; or at
 * a named point of the writing.
 */
export type KillTime =
  | { readonly after: 'start' | 'outcome'; readonly milliseconds: number }
  | { readonly at: (typeof WRITING_POINTS)[number] };

/** Once the intention is on disk, after each file, and before it is said that all is done. */
export const WRITING_POINTS = [
  'accept-before-files',
  'accept-between-files',
  'accept-before-mark',
] as const;

/** What is started after the kill; after the tests alone the fix. */
export type NextStart = 'continue' | 'fix' | 'test';

interface Faulty {
  readonly fault: string;
  readonly fix: string;
  readonly test: string;
}

const FAULTS: Readonly<Record<string, Faulty>> = {
  'src/price.js': {
    fault: 'export const reduced = (price, discount) => price + discount;',
    fix: 'export const reduced = (price, discount) => price - discount;',
    test: "import { reduced } from '../src/price.js';\ntest('reduces', () => assert.equal(reduced(9, 2), 7));\n",
  },
  'src/tax.js': {
    fault: 'export const taxed = (price) => price * 1.2;',
    fix: 'export const taxed = (price) => price * 1.25;',
    test: "import { taxed } from '../src/tax.js';\ntest('taxes', () => assert.equal(taxed(100), 125));\n",
  },
  'src/total.js': {
    fault: 'export const total = (a, b) => a / b;',
    fix: 'export const total = (a, b) => a + b;',
    test: "import { total } from '../src/total.js';\ntest('totals', () => assert.equal(total(1, 2), 3));\n",
  },
};
const HEAD = "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n";
/** More than a session and the one after it ask for. */
const REPLIES = 8;

/**
 * Kills a session that writes its fix, checks the user's files, starts anew, and checks that all is whole. Resolves with
 * the milliseconds that the session took if it ended before it was killed.
 */
export async function killAndStartAnew(
  engine: Engine,
  when: KillTime,
  next: NextStart,
): Promise<number | undefined> {
  const faults = Object.entries(FAULTS).slice(0, engine === 'model' ? 3 : 1);
  const answer = faults.map(([file, { fault, fix }]) => replyEdit(file, fault, fix)).join('\n');
  const answers = Array.from({ length: REPLIES }, () => answer);
  await using server = await startScriptedModel(...answers);
  const before = projectOf(faults, 'fault');
  const pictures = {
    before: folderPicture(before),
    fixed: folderPicture(projectOf(faults, 'fix')),
  };
  const place = { root: before, home: temporaryFolder() };
  const who = engine === 'model' ? ['--base-url', server.baseUrl] : ['--provider', 'builtin'];
  const lastedMs = await runKilled(place, who, when);
  expect(onlyWhole(folderPicture(before), pictures)).toEqual([]);
  if (next === 'test') {
    await run(place, 'test');
    const { before: all, fixed } = pictures;
    expect([all.join('\n'), fixed.join('\n')]).toContain(folderPicture(before).join('\n'));
  }
  const again = await startAnew(place, who, next);
  expect(again.exitCode).toBe(0);
  expect(again.stderr.replaceAll(RECOVERED, '')).toBe('');
  expect(folderPicture(before)).toEqual(pictures.fixed);
  await expectNothingLeft(place);
  return lastedMs;
}

/** What is told of a fix that was being written. */
const RECOVERED =
  /^Fixpoint was killed while it wrote a fix; (it is whole now|nothing of it is left) in .*\.\n/gm;

interface Place {
  /** The user's project. */
  readonly root: string;
  /** Of the command line's own files. */
  readonly home: string;
}

function projectOf(faults: readonly (readonly [string, Faulty])[], state: 'fault' | 'fix'): string {
  const root = temporaryFolder();
  const files = faults.flatMap(([file, faulty]) => [
    [file, `${faulty[state]}\n`],
    [file.replace('src/', 'test/').replace('.js', '.test.js'), HEAD + faulty.test],
  ]);
  writeFiles(root, {
    'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }\n',
    ...(Object.fromEntries(files) as Record<string, string>),
  });
  return root;
}

/** The end of the time that a session is killed at may come later than its own. */
async function runKilled(
  place: Place,
  who: readonly string[],
  when: KillTime,
): Promise<number | undefined> {
  const start = performance.now();
  let isTold = false;
  const soon = (kill: (signal: NodeJS.Signals) => void): void => {
    if (!('after' in when)) return;
    void delay(when.milliseconds).then(() => {
      kill('SIGKILL');
    });
  };
  const { exitCode } = await runCli(['fix', '--json', '--apply', '--cwd', place.root, ...who], {
    env: { ...environmentOf(place), ...('at' in when && { FIXPOINT_FAULT_POINT: when.at }) },
    onStart: (kill) => {
      if ('after' in when && when.after === 'start') soon(kill);
    },
    onOutput: (stdout, kill) => {
      const isOver = !isTold && stdout.includes('"kind":"outcome"');
      isTold ||= isOver;
      if (isOver && 'after' in when && when.after === 'outcome') soon(kill);
    },
  });
  if ('at' in when) expect(exitCode).toBeNull();
  return exitCode === null ? undefined : performance.now() - start;
}

async function startAnew(place: Place, who: readonly string[], next: NextStart): Promise<CliRun> {
  if (next !== 'continue') return run(place, 'fix', '--apply', ...who);
  const goneOn = await run(place, 'fix', '--apply', '--continue');
  // It was killed before it began, or after its end.
  const said = goneOn.stderr.replaceAll(RECOVERED, '');
  const isOver = goneOn.exitCode === 2 && said.startsWith('Nothing to continue');
  return isOver ? run(place, 'fix', '--apply', ...who) : goneOn;
}

function run(place: Place, ...args: readonly string[]): Promise<CliRun> {
  return runCli([...args, '--cwd', place.root], { env: environmentOf(place) });
}

function environmentOf({ home }: Place): Record<string, string> {
  const temporary = path.join(home, 'tmp');
  mkdirSync(temporary, { recursive: true });
  return { XDG_STATE_HOME: home, XDG_CACHE_HOME: home, TMPDIR: temporary };
}

/** What is neither as it was nor as it shall be; what waits beside its target is not the user's. */
function onlyWhole(
  found: readonly string[],
  { before, fixed }: { readonly before: readonly string[]; readonly fixed: readonly string[] },
): readonly string[] {
  const known = new Set([...before, ...fixed]);
  const strange = found.filter((line) => !known.has(line) && !/\.fixpoint-\S+ /.test(line));
  const names = new Set(found.map(nameIn));
  const lost = before.map(nameIn).filter((name) => !names.has(name));
  return [...strange, ...lost];
}

function nameIn(line: string): string {
  return line.split(' ', 1)[0] ?? '';
}

/** No process, no copy and no lock; each journal has its end or can be gone on with. */
async function expectNothingLeft({ home }: Place): Promise<void> {
  const pids = await listProcesses();
  const homes = await Promise.all(pids.map((pid) => readEnvironmentValue(pid, 'XDG_CACHE_HOME')));
  expect(pids.filter((_, index) => homes[index] === home)).toEqual([]);
  mkdirSync(path.join(home, 'fixpoint/trees'), { recursive: true });
  expect(readdirSync(path.join(home, 'fixpoint/trees'))).toEqual([]);
  expect(readdirSync(path.join(home, 'tmp')).filter((name) => /^fixpoint-/.test(name))).toEqual([]);
  const kept = readdirSync(path.join(home, 'fixpoint/sessions'), { recursive: true }).map(String);
  for (const name of kept.filter((each) => each.endsWith('.jsonl'))) {
    const { events, isDamaged } = await readJournalContent(
      path.join(home, 'fixpoint/sessions', name),
    );
    expect(isDamaged).toBe(false);
    expect(['session', undefined]).toContain(events[0]?.kind);
  }
}
