import { NO_SANDBOX, openSandbox, type SandboxMode } from '../adapters/processes/sandbox';
import { inSandbox } from '../adapters/testRunners/report/inSandbox';
import type { TestRunner } from '../core/ports';

/** The runner in the sandbox that is wanted; that there is none is told once, and is an `ExplainedError` where it must be. */
export async function closedRunner(
  runner: TestRunner,
  { root, mode }: { readonly root: string; readonly mode: SandboxMode },
): Promise<TestRunner> {
  const sandbox = await openSandbox(mode, root);
  if (mode === 'auto' && sandbox === undefined) process.stderr.write(`${NO_SANDBOX}\n`);
  return inSandbox(runner, sandbox);
}
