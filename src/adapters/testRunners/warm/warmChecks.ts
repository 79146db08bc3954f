import { rm } from 'node:fs/promises';
import type { WarmTests, WarmUpRequest } from '../../../core/ports';
import { makeOwnTemporary } from '../../processes/ownTemporary';
import type { SpokenRequest } from '../../processes/startProcess';
import { openTreePaths } from '../report/treePaths';
import { toldIn, toldResult, UNKNOWN_RESULT } from './toldTests';
import { WarmProcesses } from './warmProcesses';

/** Tests that a process of the runner itself runs again and again, with changed texts; undefined when it does not start. */
export async function warmChecks(
  spoken: SpokenRequest,
  { root, parallel }: Pick<WarmUpRequest, 'root' | 'parallel'>,
  signal: AbortSignal,
): Promise<WarmTests | undefined> {
  const { folder, environment } = await temporaryFolder(spoken);
  const processes = new WarmProcesses({ ...spoken, environment }, parallel);
  const dispose = async (): Promise<void> => {
    await processes.dispose();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    if (!(await processes.open(signal))) {
      await dispose();
      return undefined;
    }
  } catch (error) {
    await dispose();
    throw error;
  }
  const paths = await openTreePaths(root);
  return {
    async check(changes, timeoutMs, during) {
      if ([...changes.values()].includes(null)) return UNKNOWN_RESULT;
      const answer = await processes.ask({ changes: [...changes], timeoutMs }, during);
      return toldResult(toldIn(answer, paths));
    },
    dispose,
  };
}

/** The processes are killed, so what they keep in the system's temporary folder would stay there. */
async function temporaryFolder({ environment }: SpokenRequest): Promise<{
  readonly folder: string;
  readonly environment: NonNullable<SpokenRequest['environment']>;
}> {
  const folder = await makeOwnTemporary('warm');
  return { folder, environment: { ...environment, TMPDIR: folder, TEMP: folder, TMP: folder } };
}
