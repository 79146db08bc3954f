import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { isInside } from '../../adapters/workspace/containedPath';

/** What the title bar shows. */
const NAME = 'fixpoint-sample';

/** Where samples lie, below the extension's storage; to trust this folder is to trust all of them. */
export function samplesFolder(storage: string): string {
  return join(storage, 'samples');
}

/** Copies the packaged example into a new folder, so that nobody's work on an earlier one is lost; returns its path. */
export async function newSample(extension: string, storage: string): Promise<string> {
  await mkdir(samplesFolder(storage), { recursive: true });
  const folder = join(await mkdtemp(join(samplesFolder(storage), 'cart-')), NAME);
  await cp(join(extension, 'examples', 'cart'), folder, { recursive: true });
  return folder;
}

/** Whether a folder is a sample. */
export function isSample(folder: string, storage: string): boolean {
  return isInside(samplesFolder(storage), folder);
}
