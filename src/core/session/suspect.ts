import { sourcesOf } from '../context/candidateSources';
import { testSource } from '../context/locate';
import { overfitOf } from '../guards/holdOut';
import { invisibleIn } from '../guards/invisibleCharacters';
import { massDeletionsIn } from '../guards/massDeletion';
import { suspicionsIn } from '../guards/suspicions';
import { textsOf } from '../revisions/applyRevision';
import type { FileTexts } from '../ports';
import type { FileEdit } from '../revisions/fileEdit';
import { doubted } from '../selection/judge';
import { problemsOf, type Target } from '../selection/targets';
import type { Verdict } from '../selection/verdict';
import type { Bench } from './bench';

/** The verdict with what the edits make suspicious: such a revision is never fixed, it needs a developer's eye. */
export async function withSuspicions(
  verdict: Verdict,
  edits: readonly FileEdit[],
  bench: Bench,
): Promise<Verdict> {
  const texts = await textsOf(edits, (path) => bench.ports.workspace.read(path));
  return doubted(verdict, await suspicionsOn(edits, texts, bench));
}

/** Sentences about edits that treat the targets specially; `texts` are the whole files with the edits. */
export async function suspicionsOn(
  edits: readonly FileEdit[],
  texts: FileTexts,
  bench: Bench,
): Promise<readonly string[]> {
  const testCode = await Promise.all(bench.standard.targets.map((target) => codeOf(target, bench)));
  // The first time its many patterns are compiled, which is work for a turn of its own.
  await bench.ports.clock.yield();
  return [
    ...suspicionsIn(edits, testCode.join('\n'), texts),
    ...massDeletionsIn(edits, (path) => texts.get(path)),
    ...invisibleIn(edits),
  ];
}

/** What speaks against a revision that fixes everything but tests held out from the model. */
export function overfitDoubts(verdict: Verdict, heldOut: ReadonlySet<string>): readonly string[] {
  const count = overfitOf(verdict, heldOut).length;
  if (count === 0) return [];
  return [`It fixes what the model was shown but not ${String(count)} held-out tests alike.`];
}

/** The test's own code and what it expected. */
async function codeOf(target: Target, bench: Bench): Promise<string> {
  const test = await testSource(target, sourcesOf(bench, { texts: new Map() }));
  const expected = problemsOf(target).map((problem) => problem.expected ?? '');
  if (test === undefined) return expected.join('\n');
  const lines = test.file.text.split(/\r\n|\n|\r/);
  const { startRow, endRow } = test.span ?? { startRow: 0, endRow: lines.length };
  return [...lines.slice(startRow, endRow + 1), ...expected].join('\n');
}
