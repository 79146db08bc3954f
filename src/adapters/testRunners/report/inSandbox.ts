import { join } from 'node:path';
import type { TestRunner } from '../../../core/ports';
import { closeTree, type Sandbox } from '../../processes/sandbox';
import { buildFolder } from './buildFolder';

/** A runner whose every process, also of tests that are kept loaded, is started in this sandbox, if there is one. */
export function inSandbox(runner: TestRunner, sandbox: Sandbox | undefined): TestRunner {
  if (sandbox === undefined) return runner;
  const warmUp = runner.warmUp?.bind(runner);
  const close = async (root: string): Promise<void> => {
    closeTree(root, { ...sandbox, caches: join(await buildFolder(root), 'caches') });
  };
  return {
    ...runner,
    async run(request, signal) {
      await close(request.root);
      return runner.run(request, signal);
    },
    ...(warmUp && {
      async warmUp(request, signal) {
        await close(request.root);
        return warmUp(request, signal);
      },
    }),
  };
}
