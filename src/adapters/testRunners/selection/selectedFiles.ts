import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { WarmUpRequest } from '../../../core/ports';
import type { TestSelection } from '../../../core/testReport';
import { isInside } from '../../processes/findProgram';

/**
 * The test files of a selection that exist in the tree, relative, sorted; undefined for all tests. Paths that leave the
 * tree are left out.
 */
export async function selectedFiles(
  root: string,
  selection: TestSelection,
): Promise<readonly string[] | undefined> {
  const wanted = wantedFiles(selection);
  if (wanted === undefined) return undefined;
  const found = await Promise.all(
    [...new Set(wanted)].sort().map(async (file) => ((await exists(root, file)) ? [file] : [])),
  );
  return found.flat();
}

/** The files of the tests that shall be kept loaded, as far as they exist in the tree, relative, sorted. */
export async function warmFiles({
  root,
  tests,
  files = [],
}: Pick<WarmUpRequest, 'root' | 'tests' | 'files'>): Promise<readonly string[]> {
  const wanted = [...files, ...tests.flatMap(({ file }) => file ?? [])];
  return (await selectedFiles(root, { kind: 'files', files: wanted })) ?? [];
}

function wantedFiles(selection: TestSelection): readonly string[] | undefined {
  switch (selection.kind) {
    case 'all':
      return undefined;
    case 'files':
      return selection.files;
    case 'tests':
      return selection.tests.flatMap(({ file }) => file ?? []);
  }
}

async function exists(root: string, file: string): Promise<boolean> {
  const path = resolve(root, file);
  if (!isInside(path, root)) return false;
  return access(path).then(
    () => true,
    () => false,
  );
}
