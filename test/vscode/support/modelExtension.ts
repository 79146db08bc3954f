import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { inject } from 'vitest';
import { repository } from './buildSuite';
import { installVsix, type InstalledExtensions } from './vsix';

/**
 * Fixpoint as a user has it, and beside it an extension that offers the server of FIXPOINT_TEST_MODEL as the language
 * model `scripted/actor` of VS Code. Who asks for them disposes of them.
 */
export async function withModelExtension(): Promise<InstalledExtensions> {
  const scratch = await mkdtemp(join(tmpdir(), 'fixpoint-language-model-'));
  const folder = join(scratch, 'extensions');
  const packagePath = join(scratch, 'model.vsix');
  await cp(inject('extensionsFolder'), folder, { recursive: true });
  await createVSIX({
    cwd: join(repository, 'test', 'vscode', 'support', 'modelExtension'),
    packagePath,
    dependencies: false,
    skipLicense: true,
    allowMissingRepository: true,
  });
  await installVsix(packagePath, folder);
  return { folder, dispose: () => rm(scratch, { recursive: true, force: true }) };
}
