import { lstat, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { ExplainedError } from '../../core/errors';
import type { BaseEntry } from './baseEntry';
import { isInside } from './containedPath';
import { eachLimited } from './eachLimited';
import { isErrorCode } from './errorCode';
import { isNodeModules, isPackageFolder, isPrivateFolder } from './folderKinds';
import { walkListing } from './listing';
import type { WorkspacePaths } from './workspacePaths';
import { readInnerLink, realpathOf } from './readLink';

/** What a copy of the workspace consists of; paths are relative, with `/`. */
export interface BasePlan {
  readonly entries: Map<string, BaseEntry>;
  /** Paths among the entries that belong to the workspace; the others are only there for tests. */
  readonly own: Set<string>;
  /** Folders of packages, to be seen entry by entry. */
  readonly packageFolders: Set<string>;
  /** Folders to be seen as they are, such as a virtual environment. */
  readonly wholeFolders: Set<string>;
  /** Paths that a tree will lack: links out of the workspace, and ignored folders that are too large. */
  readonly omitted: Set<string>;
}

/** Ignored files are copied up to this size in all; more is not build output or configuration. */
const MAX_EXTRA_BYTES = 50 * 1024 * 1024;

/** A workspace's own files beyond this would take too long to copy and fill the disk unasked. */
const MAX_OWN_BYTES = 2 * 1024 * 1024 * 1024;

/** Open files at a time: enough to keep the disk busy, far below any limit of descriptors. */
const LANES = 16;

/** Looks at everything listed and says what becomes of it. */
export async function planBase(root: string, listing: WorkspacePaths): Promise<BasePlan> {
  const plan: BasePlan = {
    entries: new Map(),
    own: new Set(),
    packageFolders: new Set(),
    wholeFolders: new Set(),
    omitted: new Set(),
  };
  const planner = new Planner(root, plan);
  await eachLimited(listing.files, LANES, (path) => planner.addOwn(path));
  for (const path of listing.ignored) await planner.addIgnored(path);
  return plan;
}

class Planner {
  private ownBytes = 0;
  private extraBytes = 0;
  private readonly foldersInside = new Map<string, Promise<boolean>>();

  constructor(
    private readonly root: string,
    private readonly plan: BasePlan,
  ) {}

  async addOwn(path: string): Promise<void> {
    const found = await this.look(path);
    if (found === undefined) return;
    if (found === 'folder') return this.addNested(path);
    this.ownBytes += found.bytes;
    if (this.ownBytes > MAX_OWN_BYTES) throw tooLarge(this.root);
    if (found.kind === 'file') this.plan.own.add(path);
    this.plan.entries.set(path, found.entry);
  }

  /** An ignored path is taken whole or left out whole. */
  async addIgnored(path: string): Promise<void> {
    if (this.plan.entries.has(path) || isPrivateFolder(path)) return;
    const found = new Map<string, Found>();
    const bytes = await this.collect(path, found, MAX_EXTRA_BYTES - this.extraBytes);
    if (bytes === undefined) {
      (isPackageFolder(path) ? this.plan.packageFolders : this.plan.omitted).add(path);
      return;
    }
    this.extraBytes += bytes;
    for (const [each, { entry }] of found) this.plan.entries.set(each, entry);
  }

  /** A submodule or another repository inside: there for tests, but none of the workspace's own files. */
  private async addNested(path: string): Promise<void> {
    const { files, ignored } = await walkListing(join(this.root, path));
    await eachLimited(files, LANES, async (file) => {
      const inner = `${path}/${file}`;
      const found = await this.look(inner);
      if (typeof found === 'object') this.plan.entries.set(inner, found.entry);
    });
    for (const each of ignored) await this.addIgnored(`${path}/${each}`);
  }

  /** Bytes of what was collected; undefined once it exceeds the allowance. */
  private async collect(
    path: string,
    into: Map<string, Found>,
    allowance: number,
  ): Promise<number | undefined> {
    const found = await this.look(path);
    if (found === undefined) return 0;
    if (found !== 'folder') {
      into.set(path, found);
      return found.bytes <= allowance ? found.bytes : undefined;
    }
    let total = 0;
    const { files, ignored } = await walkListing(join(this.root, path));
    for (const inner of [...files, ...ignored].map((each) => `${path}/${each}`)) {
      if (isPrivateFolder(inner)) continue;
      const bytes = await this.collect(inner, into, allowance - total);
      if (bytes === undefined) return undefined;
      total += bytes;
    }
    return total;
  }

  /** What stands at a path; dependency folders are noted and, like outer links, not returned. */
  private async look(path: string): Promise<Found | 'folder' | undefined> {
    const { root, plan } = this;
    try {
      const stats = await lstat(join(root, path));
      if (!(await this.isFolderInside(dirname(path)))) return undefined;
      if (stats.isFile()) {
        const entry: BaseEntry = { kind: 'file', mode: stats.mode & 0o777, mtimeMs: stats.mtimeMs };
        return { kind: 'file', entry, bytes: stats.size };
      }
      if (await this.noteDependencies(path)) return undefined;
      if (stats.isDirectory()) return 'folder';
      const target = stats.isSymbolicLink() ? await readInnerLink(root, path) : undefined;
      if (target !== undefined) return { kind: 'link', entry: { kind: 'link', target }, bytes: 0 };
      plan.omitted.add(path);
      return undefined;
    } catch (error) {
      if (isErrorCode(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM')) return undefined;
      throw error;
    }
  }

  private async noteDependencies(path: string): Promise<boolean> {
    const place = join(this.root, path);
    if (isNodeModules(path) && (await isDirectory(place))) {
      this.plan.packageFolders.add(path);
      return true;
    }
    if (!(await isFile(join(place, 'pyvenv.cfg')))) return false;
    this.plan.wholeFolders.add(path);
    return true;
  }

  /** A listed path must not lead out through a folder that is a link. */
  private isFolderInside(folder: string): Promise<boolean> {
    const known = this.foldersInside.get(folder);
    if (known !== undefined) return known;
    const answer = realpathOf(join(this.root, folder)).then(
      (real) => real !== undefined && isInside(this.root, real),
    );
    this.foldersInside.set(folder, answer);
    return answer;
  }
}

interface Found {
  readonly kind: 'file' | 'link';
  readonly entry: BaseEntry;
  readonly bytes: number;
}

function tooLarge(root: string): ExplainedError {
  return new ExplainedError(
    `The files of ${root} are larger than 2 GB together, too much to copy for a test run; open the package's own folder, or let git ignore the large files.`,
    'environment',
  );
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
