import { lstatSync } from 'node:fs';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { CandidateTree, FileTexts } from '../../core/ports';
import { forgetTree } from '../processes/sandbox';
import { removeBuildFolders } from '../testRunners/report/buildFolder';
import { makeFolders } from './baseCopy';
import type { BaseEntry, Seen } from './baseEntry';
import { assertContainedPath, PathOutsideWorkspace } from './containedPath';
import { eachLimited } from './eachLimited';
import { realpathOf } from './readLink';
import { removeTree } from './removeTree';
import { SeenFolders } from './seenFolders';
import { clearPlace, copyEntry, stampOf, stampOrNone, writeText } from './writeEntry';

/** The parts of a tree: where it shall be, and what it is a copy of. */
export interface TreeParts {
  /** Absolute path of the folder that is removed with the tree. */
  readonly container: string;
  /** Absolute path of the copy itself, inside the container. */
  readonly root: string;
  /** Absolute path of the pristine copy of the baseline. */
  readonly base: string;
  readonly entries: ReadonlyMap<string, BaseEntry>;
  readonly seen: Seen;
}

/** Files to copy at a time. */
const LANES = 16;

/** A folder that its owner can list, enter and write. */
const OPEN_FOLDER = 0o700;

/** Copies the baseline into a new tree; when aborted or failing, nothing is left. The caller disposes of the tree. */
export async function openCandidateTree(
  parts: TreeParts,
  signal: AbortSignal,
): Promise<CandidateTree> {
  const tree = new CopiedTree(parts);
  try {
    await tree.fill(signal);
  } catch (error) {
    await tree.dispose();
    throw error;
  }
  return tree;
}

/** What the tree wrote at a path: the text of a change, or the baseline's entry. */
interface Written {
  readonly content: string | BaseEntry;
  readonly stamp: string;
  readonly mtimeSeconds: number;
}

class CopiedTree implements CandidateTree {
  readonly root: string;
  private readonly seen: SeenFolders;
  private readonly written = new Map<string, Written>();
  private newestSeconds = 0;

  constructor(private readonly parts: TreeParts) {
    this.root = parts.root;
    this.seen = new SeenFolders(parts.root, parts.seen);
  }

  async fill(signal: AbortSignal): Promise<void> {
    await makeFolders(this.root, this.parts.entries.keys());
    await eachLimited(this.parts.entries, LANES, async ([path, entry]) => {
      signal.throwIfAborted();
      const to = this.place(path);
      await copyEntry(entry, { from: join(this.parts.base, path), to });
      const mtimeSeconds = entry.kind === 'file' ? Math.floor(entry.mtimeMs / 1000) : 0;
      this.written.set(path, { content: entry, stamp: await stampOrNone(to), mtimeSeconds });
    });
    await this.seen.restore();
    signal.throwIfAborted();
  }

  async reset(changes: FileTexts): Promise<void> {
    for (const path of changes.keys()) this.assertOwn(path);
    const wanted = new Map<string, string | BaseEntry>(this.parts.entries);
    for (const [path, text] of changes) {
      if (text === null) wanted.delete(path);
      else wanted.set(path, text);
    }
    await this.ensureRoot();
    const found = await this.removeStrangers(wanted);
    const stale = [...wanted].filter(([path, content]) => {
      const written = this.written.get(path);
      return written?.content !== content || written.stamp !== found.get(path);
    });
    this.newestSeconds = Math.max(this.newestSeconds, Math.floor(Date.now() / 1000)) + 1;
    await eachLimited(stale, LANES, ([path, content]) => this.write(path, content));
    await this.seen.restore();
  }

  async dispose(): Promise<void> {
    forgetTree(this.root);
    await removeBuildFolders(this.root);
    await removeTree(this.parts.container);
  }

  /** Refuses paths that are, or lead through, a link or a dependency: writing there would reach the user's files. */
  private assertOwn(path: string): void {
    assertContainedPath(path);
    for (let part = path; part !== '.'; part = dirname(part)) {
      const isLink = this.parts.entries.get(part)?.kind === 'link';
      if (isLink || this.seen.has(part)) {
        throw new PathOutsideWorkspace(path, 'leads through a link or into a dependency');
      }
    }
  }

  /** A test may have removed the tree, or put a link to somewhere else in its place. */
  private async ensureRoot(): Promise<void> {
    if ((await realpathOf(this.root)) === this.root && lstatSync(this.root).isDirectory()) return;
    await removeTree(this.parts.container);
    await mkdir(this.root, { recursive: true, mode: 0o700 });
  }

  /** Removes what is not wanted, and returns the stamps of the files that stand where one is wanted. */
  private async removeStrangers(
    wanted: ReadonlyMap<string, unknown>,
  ): Promise<ReadonlyMap<string, string>> {
    const stamps = new Map<string, string>();
    const folders = foldersOf([...wanted.keys(), ...this.seen.list()]);
    const visit = async (folder: string): Promise<void> => {
      const place = this.place(folder);
      if ((lstatSync(place).mode & OPEN_FOLDER) !== OPEN_FOLDER) await chmod(place, OPEN_FOLDER);
      for (const entry of await readdir(place, { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (this.seen.has(path)) continue;
        if (entry.isDirectory() && folders.has(path)) await visit(path);
        else if (!entry.isDirectory() && wanted.has(path)) {
          // Hundreds of asynchronous calls cost more than the scan itself.
          stamps.set(path, stampOf(lstatSync(this.place(path))));
        } else await removeTree(this.place(path));
      }
    };
    await visit('');
    return stamps;
  }

  private async write(path: string, content: string | BaseEntry): Promise<void> {
    const to = this.place(path);
    const base = this.parts.entries.get(path);
    // Bytecode and build caches take a file for unchanged when its whole second and size are.
    const mtimeSeconds = Math.max(
      this.newestSeconds,
      (this.written.get(path)?.mtimeSeconds ?? 0) + 1,
    );
    const mtimeMs = mtimeSeconds * 1000;
    await clearPlace(to);
    if (typeof content === 'string') {
      const mode = base?.kind === 'file' ? base.mode : undefined;
      await writeText(to, content, { mode, mtimeMs });
    } else await copyEntry(content, { from: join(this.parts.base, path), to, mtimeMs });
    this.written.set(path, { content, stamp: await stampOrNone(to), mtimeSeconds });
  }

  private place(path: string): string {
    return join(this.root, path);
  }
}

function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) {
      folders.add(folder);
    }
  }
  return folders;
}
