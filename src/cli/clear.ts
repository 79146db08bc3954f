import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from '../adapters/userFolders';
import { journalsIn, type KeptJournal } from '../adapters/journal/journalsIn';
import { removeJournal } from '../adapters/journal/removeOldJournals';
import { deadTrees, type DeadTree } from '../adapters/workspace/deadTrees';
import { EXIT, type ExitCode } from './exitCodes';
import { projectFolder } from './projectFolder';
import { experienceFile, lastOutputFile, stateFolderOf } from './projectJournals';
import { readArguments } from './readArguments';
import { recoverProject } from './recoverProject';
import type { Screen } from './report/sessionPrinter';

const OPTIONS = {
  cwd: { type: 'string' },
  'dry-run': { type: 'boolean' },
  verbose: { type: 'boolean' },
} as const;

/** Says what is kept of a project and removes it; resolves with the exit code, throws an `ExplainedError`. */
export async function clear(args: readonly string[], screen: Screen): Promise<ExitCode> {
  const { values } = readArguments('clear', args, OPTIONS);
  const root = await projectFolder(values.cwd ?? '.');
  await recoverProject(root);
  const journals = await journalsIn(stateFolderOf(root));
  const kept = {
    ended: journals.filter(({ isHeld }) => !isHeld),
    held: journals.filter(({ isHeld }) => isHeld),
    files: await filesOf(root),
    trees: await deadTrees(path.join(cacheFolder(), 'trees')),
  };
  const isDry = values['dry-run'] === true;
  screen.write(`${textOf(kept, isDry ? `Kept of ${root}:` : `Removed of ${root}:`)}\n`);
  if (isDry) return EXIT.ok;
  for (const journal of kept.ended) await removeJournal(journal);
  for (const { file } of kept.files) await rm(file, { force: true });
  for (const tree of kept.trees) await tree.remove();
  return EXIT.ok;
}

interface KeptFile {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

interface Kept {
  readonly ended: readonly KeptJournal[];
  readonly held: readonly KeptJournal[];
  readonly files: readonly KeptFile[];
  readonly trees: readonly DeadTree[];
}

async function filesOf(root: string): Promise<readonly KeptFile[]> {
  const files = [
    { name: 'what they taught', file: experienceFile(root) },
    { name: 'the output of the last tests', file: lastOutputFile(root) },
  ];
  const found = files.map(async ({ name, file }): Promise<readonly KeptFile[]> => {
    const stats = await stat(file).catch(() => undefined);
    return stats === undefined ? [] : [{ name, file, bytes: stats.size }];
  });
  return (await Promise.all(found)).flat();
}

function textOf({ ended, held, files, trees }: Kept, heading: string): string {
  const lines = [
    ...(ended.length > 0 ? [`${count(ended, 'session')} (${sizeOf(ended)})`] : []),
    ...files.map(({ name, bytes }) => `${name} (${sizeOf([{ bytes }])})`),
    ...(trees.length > 0 ? [`${count(trees, 'copy', 'copies')} that killed sessions left`] : []),
  ];
  const stays = held.length === 0 ? [] : [`What is running stays: ${count(held, 'session')}.`];
  const list = lines.length === 0 ? ['nothing'] : lines;
  return [heading, ...list.map((line) => `  ${line}`), ...stays].join('\n');
}

function count(things: readonly unknown[], one: string, many = `${one}s`): string {
  return `${String(things.length)} ${things.length === 1 ? one : many}`;
}

const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

function sizeOf(things: readonly { readonly bytes: number }[]): string {
  const bytes = things.reduce((sum, thing) => sum + thing.bytes, 0);
  if (bytes >= MEGABYTE) return `${(bytes / MEGABYTE).toFixed(1)} MB`;
  return `${String(Math.ceil(bytes / KILOBYTE))} kB`;
}
