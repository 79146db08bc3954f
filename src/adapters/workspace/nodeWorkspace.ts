import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

import { ExplainedError } from '../../core/errors';
import type { FileTexts, Workspace } from '../../core/ports';
import { copyBase, overlay } from './baseCopy';
import type { Seen, SeenEntry } from './baseEntry';
import { type BasePlan, planBase } from './basePlan';
import { openCandidateTree } from './candidateTree';
import { committedText } from './committedText';
import { listWorkspace } from './listing';
import { packageLinks } from './packageLinks';
import { findSurroundings } from './surroundings';
import { makeTreesFolder, type TreesFolder } from './treesFolder';

export interface NodeWorkspaceOptions {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** Texts of editor buffers that differ from the files on disk; `null` for a file deleted in the editor. */
  readonly unsaved?: FileTexts;
  /** Where copies are kept; the user's cache folder by default. */
  readonly cacheFolder?: string;
}

/** A workspace on this machine's disk. */
export interface NodeWorkspace extends Workspace {
  /** Paths that trees lack, sorted: links that leave the workspace, and ignored folders too large to copy. */
  readonly omitted: readonly string[];
  /** Removes the baseline's copy and every tree that is still open. */
  dispose(): Promise<void>;
}

/** Larger files are generated or data: nothing for a model, nor for a diff. */
const MAX_TEXT_BYTES = 1024 * 1024;

/** Takes the baseline: copies the workspace, so that later edits by the user do not change it. The caller disposes. */
export async function openWorkspace(options: NodeWorkspaceOptions): Promise<NodeWorkspace> {
  const root = await workspaceFolder(options.root);
  const folder = await makeTreesFolder(root, options.cacheFolder);
  try {
    const baseline = await takeBaseline(root, join(folder.path, 'base'), options);
    return nodeWorkspace(baseline, { root, folder });
  } catch (error) {
    await folder.dispose();
    throw error;
  }
}

async function workspaceFolder(folder: string): Promise<string> {
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined || !(await stat(root)).isDirectory()) {
    throw new ExplainedError(
      `There is no folder ${folder}; name an existing workspace folder.`,
      'configuration',
    );
  }
  return root;
}

interface Baseline {
  readonly plan: BasePlan;
  readonly seen: Seen;
  /** Absolute path of the topmost folder that trees imitate; the workspace's root or one above it. */
  readonly top: string;
}

async function takeBaseline(
  root: string,
  base: string,
  { unsaved = new Map() }: NodeWorkspaceOptions,
): Promise<Baseline> {
  const listing = await listWorkspace(root);
  const plan = await planBase(root, listing);
  await copyBase(root, base, plan);
  await overlay(base, plan, unsaved);
  const around = await findSurroundings(root, listing.top);
  const packages = await Promise.all(
    [...plan.packageFolders].map((each) => packageLinks(root, each)),
  );
  const whole = await Promise.all([...plan.wholeFolders].map((each) => wholeLink(root, each)));
  const seen = {
    packages: [...around.seen.packages, ...packages.flat()],
    single: [...around.seen.single, ...whole],
  };
  return { plan, seen, top: around.top };
}

async function wholeLink(root: string, path: string): Promise<SeenEntry> {
  return { kind: 'link', path, target: await realpath(join(root, path)) };
}

function nodeWorkspace(
  { plan, seen, top }: Baseline,
  { root, folder }: { readonly root: string; readonly folder: TreesFolder },
): NodeWorkspace {
  const base = join(folder.path, 'base');
  const paths = [...plan.own].sort();
  let trees = 0;
  return {
    omitted: [...plan.omitted].sort(),
    list: () => Promise.resolve(paths),
    read: async (path) => (plan.own.has(path) ? readText(join(base, path)) : undefined),
    committed: (path) => committedText(root, path),
    openTree: (signal) => {
      signal.throwIfAborted();
      const container = join(folder.path, String(++trees));
      // Tests that print or compare the workspace's name find it unchanged.
      const treeRoot = join(container, basename(top), relative(top, root));
      return openCandidateTree(
        { container, root: treeRoot, base, entries: plan.entries, seen },
        signal,
      );
    },
    dispose: () => folder.dispose(),
  };
}

async function readText(path: string): Promise<string | undefined> {
  if ((await stat(path)).size > MAX_TEXT_BYTES) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      await readFile(path),
    );
    return text.includes('\0') ? undefined : text;
  } catch (error) {
    // What is not UTF-8 could not be written back byte for byte.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
