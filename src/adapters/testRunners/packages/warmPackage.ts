import { posix } from 'node:path';
import type { FileTexts, TestCoverage, WarmTests } from '../../../core/ports';

/** A package's loaded tests with ids and paths as the workspace sees them; the root's own are as they are. */
export function warmPackage(folder: string, warm: WarmTests): WarmTests {
  if (folder === '') return warm;
  const within = (path: string): string => posix.relative(folder, path);
  const allWithin = (changes: FileTexts): FileTexts =>
    new Map([...changes].map(([path, text]) => [within(path), text]));
  const coverage = warm.coverage?.bind(warm);
  const evaluate = warm.evaluate?.bind(warm);
  return {
    async check(changes, timeoutMs, signal) {
      const { kind, passed, failed } = await warm.check(allWithin(changes), timeoutMs, signal);
      const named = (ids: ReadonlySet<string>): ReadonlySet<string> =>
        new Set([...ids].map((id) => `${folder}/${id}`));
      return { kind, passed: named(passed), ...(failed && { failed: named(failed) }) };
    },
    ...(coverage && {
      coverage: async (timeoutMs, signal) =>
        (await coverage(timeoutMs, signal))?.map((one) => inFolder(folder, one)),
    }),
    ...(evaluate && {
      evaluate: (request, signal) =>
        evaluate(
          { ...request, changes: allWithin(request.changes), path: within(request.path) },
          signal,
        ),
    }),
    dispose: () => warm.dispose(),
  };
}

function inFolder(folder: string, { id, lines }: TestCoverage): TestCoverage {
  const inWorkspace = [...lines].map(([path, each]) => [`${folder}/${path}`, each] as const);
  return { id: `${folder}/${id}`, lines: new Map(inWorkspace) };
}
