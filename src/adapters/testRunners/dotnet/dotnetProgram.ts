import { ExplainedError } from '../../../core/errors';
import { findPrograms } from '../../processes/findProgram';
import { runProcess } from '../../processes/runProcess';
import { DOTNET_ENVIRONMENT } from './dotnetCommand';

const PROBE_LIMITS = { timeoutMs: 30_000, silenceMs: 30_000 };
/** The first that can build into a folder of our own. */
const OLDEST_SDK = 8;

/** The absolute path of `dotnet`; throws an `ExplainedError` when there is no SDK, or none that is new enough. */
export async function findDotnet(root: string): Promise<string> {
  const [program] = await findPrograms('dotnet', root);
  if (program === undefined) {
    throw new ExplainedError(
      '.NET is not installed, or not in PATH: install the .NET SDK so that "dotnet --version" works, and open the editor anew.',
      'environment',
    );
  }
  const probe = {
    command: [program, '--version'],
    cwd: root,
    limits: PROBE_LIMITS,
    environment: DOTNET_ENVIRONMENT,
  };
  const { output, exitCode } = await runProcess(probe, new AbortController().signal);
  const version = /^\d+(?=\.\d)/m.exec(output)?.[0];
  if (exitCode !== 0 || version === undefined) {
    throw new ExplainedError(
      `"dotnet --version" failed in ${root}: ${output.trim().split('\n', 1)[0] ?? ''} Install the SDK that global.json asks for, or change it.`,
      'environment',
    );
  }
  if (Number(version) >= OLDEST_SDK) return program;
  throw new ExplainedError(
    `The .NET SDK ${version} is too old: install version ${OLDEST_SDK} or newer, which can test code for older versions, too.`,
    'environment',
  );
}
