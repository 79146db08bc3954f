import { cp, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from './buildSuite';

/** A copy of the cart example outside the repository; who asks for it removes it. */
export async function cartWorkspace(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'fixpoint-cart-')));
  await cp(join(repository, 'examples', 'cart'), folder, { recursive: true });
  return folder;
}
