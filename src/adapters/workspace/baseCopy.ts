import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { FileTexts } from '../../core/ports';
import type { BasePlan } from './basePlan';
import { assertContainedPath, PathOutsideWorkspace } from './containedPath';
import { eachLimited } from './eachLimited';
import { isErrorCode } from './errorCode';
import { clearPlace, copyEntry, writeText } from './writeEntry';

/** Open files at a time while copying. */
const LANES = 16;

/** The first character of a text whose file begins with a byte order mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Copies everything planned from `root` to `folder`; what can't be read leaves the plan. */
export async function copyBase(root: string, folder: string, plan: BasePlan): Promise<void> {
  await makeFolders(folder, plan.entries.keys());
  await eachLimited([...plan.entries], LANES, async ([path, entry]) => {
    try {
      await copyEntry(entry, { from: join(root, path), to: join(folder, path) });
    } catch (error) {
      if (!isErrorCode(error, 'ENOENT', 'EACCES', 'EPERM', 'EBUSY', 'ENOTDIR')) throw error;
      plan.entries.delete(path);
      plan.own.delete(path);
      plan.omitted.add(path);
    }
  });
}

/** Makes the folders that the paths need, each once. */
export async function makeFolders(root: string, paths: Iterable<string>): Promise<void> {
  const folders = new Set([...paths].map((path) => dirname(path)));
  await mkdir(root, { recursive: true });
  await eachLimited(folders, LANES, async (folder) => {
    await mkdir(join(root, folder), { recursive: true });
  });
}

/** Lays texts of unsaved buffers over the copy; a file keeps its mode and its byte order mark. */
export async function overlay(folder: string, plan: BasePlan, unsaved: FileTexts): Promise<void> {
  for (const [path, text] of unsaved) {
    assertContainedPath(path);
    assertNoLink(path, plan);
    const place = join(folder, path);
    const old = plan.entries.get(path);
    const mark = text !== null && (await hasMark(place)) ? BYTE_ORDER_MARK : '';
    plan.entries.delete(path);
    plan.own.delete(path);
    if (text === null) {
      await rm(place, { force: true });
      continue;
    }
    const mode = old?.kind === 'file' ? old.mode : undefined;
    const mtimeMs = Date.now();
    await clearPlace(place);
    await writeText(place, text.startsWith(mark) ? text : mark + text, { mode, mtimeMs });
    plan.entries.set(path, { kind: 'file', mode: mode ?? 0o644, mtimeMs });
    plan.own.add(path);
  }
}

/** Through a link, two paths would name one file, and only one of them would be the workspace's. */
function assertNoLink(path: string, plan: BasePlan): void {
  for (let part = path; part !== '.'; part = dirname(part)) {
    if (plan.entries.get(part)?.kind === 'link') {
      throw new PathOutsideWorkspace(path, 'leads through a link');
    }
  }
}

async function hasMark(path: string): Promise<boolean> {
  try {
    return (await readFile(path)).subarray(0, 3).equals(Buffer.from(BYTE_ORDER_MARK));
  } catch {
    return false;
  }
}
