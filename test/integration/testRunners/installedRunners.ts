import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** From the project's root: where `npm run runners` installs the runners that the trials drive. */
const INSTALLED = resolve('test/runners/node_modules');
/** What this project itself is tested with. */
const OWN = resolve('node_modules');

/** Whether these packages are installed; on CI a missing one fails the tests. */
export function areInstalled(...packages: readonly string[]): boolean {
  const missing = packages.filter((name) => !existsSync(join(INSTALLED, name)));
  if (missing.length === 0) return true;
  if (process.env['CI'] === undefined) return false;
  throw new Error(`${missing.join(', ')} can't be tried: run "npm run runners" first.`);
}

/** Links installed packages into a project, each by itself, as a candidate tree does. */
export async function linkPackages(root: string, ...packages: readonly string[]): Promise<void> {
  for (const name of packages) {
    const link = join(root, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    const home = existsSync(join(INSTALLED, name)) ? INSTALLED : OWN;
    await symlink(join(home, name), link, 'junction');
  }
}
