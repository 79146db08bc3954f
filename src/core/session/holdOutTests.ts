import { createSourceMap } from '../context/sourceMap';
import { testSource } from '../context/locate';
import { chooseHeldOut } from '../guards/holdOut';
import type { Target } from '../selection/targets';
import type { Session } from './ending';

/**
 * Ids of the targets that the model is not told about. Only tests with code of their own can be held out: what is one row
 * of a table is shown with the others. Without a model nothing is.
 */
export async function holdOutTests(
  { ports, task }: Session,
  targets: readonly Target[],
): Promise<readonly string[]> {
  const chosen = chooseHeldOut(targets, task.seed);
  if (ports.model === undefined || chosen.size === 0) return [];
  const { workspace, syntax, clock } = ports;
  const read = (path: string): Promise<string | undefined> => workspace.read(path);
  const paths = new Set(await workspace.list());
  const sources = createSourceMap({ paths, read, syntax, clock });
  const places = new Map<string, string>();
  for (const target of targets) {
    const source = await testSource(target, sources);
    if (source?.span === undefined) continue;
    places.set(target.id, `${source.file.path}:${String(source.span.startRow)}`);
  }
  const shown = targets.filter(({ id }) => !chosen.has(id)).map(({ id }) => places.get(id));
  return [...chosen].filter((id) => places.has(id) && !shown.includes(places.get(id)));
}
