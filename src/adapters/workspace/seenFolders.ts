import { mkdir, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import type { Seen, SeenEntry } from './baseEntry';
import { eachLimited } from './eachLimited';
import { isPrivateDotEntry } from './folderKinds';
import { clearPlace, copyWhole, stampOrNone } from './writeEntry';

/** Links to make at a time. */
const LANES = 16;

/** What one tree sees without owning it: dependency folders are real folders whose entries are links. */
export class SeenFolders {
  private readonly packages: ReadonlyMap<string, readonly SeenEntry[]>;
  private readonly paths: ReadonlySet<string>;
  private readonly stamps = new Map<string, string>();

  /** `treeRoot` is the absolute path of the tree that shall see the entries. */
  constructor(
    private readonly treeRoot: string,
    private readonly seen: Seen,
  ) {
    this.packages = byFolder(seen.packages);
    this.paths = new Set([...this.packages.keys(), ...seen.single.map(({ path }) => path)]);
  }

  /** Whether a path relative to the tree is a dependency folder or another thing seen. */
  has(path: string): boolean {
    return this.paths.has(path);
  }

  /** The dependency folders and other things seen, relative to the tree. */
  list(): Iterable<string> {
    return this.paths;
  }

  /** Makes everything as planned, and puts right what was changed since; caches in node_modules stay. */
  async restore(): Promise<void> {
    for (const [folder, entries] of this.packages) await this.restoreFolder(folder, entries);
    await eachLimited(this.seen.single, LANES, (entry) => this.ensure(entry));
  }

  private async restoreFolder(folder: string, entries: readonly SeenEntry[]): Promise<void> {
    const place = join(this.treeRoot, folder);
    const untouched = this.stamps.get(folder) === (await stampOrNone(place));
    if (!untouched) await this.removeStrangers(folder, entries);
    const suspects = untouched ? entries.filter(({ kind }) => kind === 'copy') : entries;
    await eachLimited(suspects, LANES, (entry) => this.ensure(entry));
    this.stamps.set(folder, await stampOrNone(place));
  }

  private async removeStrangers(folder: string, entries: readonly SeenEntry[]): Promise<void> {
    const place = join(this.treeRoot, folder);
    const known = new Set(entries.map(({ path }) => basename(path)));
    const isKept = (name: string): boolean =>
      known.has(name) || isPrivateDotEntry(name) || this.packages.has(`${folder}/${name}`);
    await mkdir(place, { recursive: true });
    for (const name of await readdir(place)) {
      if (!isKept(name)) await rm(join(place, name), { recursive: true, force: true });
    }
  }

  private async ensure(entry: SeenEntry): Promise<void> {
    const place = join(this.treeRoot, entry.path);
    if (entry.kind === 'copy') {
      const stamp = this.stamps.get(entry.path);
      if (stamp !== undefined && stamp === (await stampOrNone(place))) return;
      await clearPlace(place);
      await copyWhole(entry.source, place);
      this.stamps.set(entry.path, await stampOrNone(place));
      return;
    }
    const target = this.targetOf(entry);
    if ((await linkText(place)) === target) return;
    await clearPlace(place);
    // A junction needs no special right on Windows; elsewhere the type means nothing.
    await symlink(target, place, entry.kind === 'text' ? undefined : 'junction');
  }

  private targetOf(entry: Exclude<SeenEntry, { kind: 'copy' }>): string {
    switch (entry.kind) {
      case 'link':
        return entry.target;
      case 'text':
        return entry.text;
      case 'inside':
        return join(this.treeRoot, entry.inside);
    }
  }
}

function byFolder(entries: readonly SeenEntry[]): ReadonlyMap<string, readonly SeenEntry[]> {
  const folders = new Map<string, SeenEntry[]>();
  for (const entry of entries) {
    const folder = dirname(entry.path);
    const group = folders.get(folder);
    if (group === undefined) folders.set(folder, [entry]);
    else group.push(entry);
  }
  return folders;
}

async function linkText(path: string): Promise<string | undefined> {
  try {
    return await readlink(path);
  } catch {
    return undefined;
  }
}
