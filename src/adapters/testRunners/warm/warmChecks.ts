import type { WarmTests, WarmUpRequest } from '../../../core/ports';
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
  const processes = new WarmProcesses(spoken, parallel);
  if (!(await processes.open(signal))) return undefined;
  const paths = await openTreePaths(root);
  return {
    async check(changes, timeoutMs, during) {
      if ([...changes.values()].includes(null)) return UNKNOWN_RESULT;
      const answer = await processes.ask({ changes: [...changes], timeoutMs }, during);
      return toldResult(toldIn(answer, paths));
    },
    dispose: () => processes.dispose(),
  };
}
