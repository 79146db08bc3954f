import { sourcesOf } from '../../context/candidateSources';
import { protectionOf } from '../../guards/protectedPaths';
import type { FileTexts } from '../../ports';
import { problemsOf } from '../../selection/targets';
import type { Bench } from '../../session/bench';
import { readerOf, type Candidate } from '../../session/candidate';
import { failuresOf } from '../../session/failures';
import type { Problem } from '../../testReport';
import { fixBrackets } from './fixBrackets';
import { fixColon } from './fixColon';
import { fixIndentation } from './fixIndentation';
import { fixMissingImport } from './fixMissingImport';
import { fixMovedImport } from './fixMovedImport';
import type { Fix, Fixer, Scene } from './scene';

/** Different problems looked at in one turn; more of them have another cause than a slip. */
const MAX_PROBLEMS = 10;

const FIXERS: readonly Fixer[] = [
  fixMissingImport,
  fixMovedImport,
  fixIndentation,
  fixBrackets,
  fixColon,
];

/**
 * Fixes that need no model: missing imports, imports of files that moved, mixed indentation, a bracket that was not
 * closed, a colon that is missing. Whole texts of the changed files, to be laid over the candidate's, never of protected ones; undefined when
 * nothing of that kind is wrong. Whether it helps, only the tests say.
 */
export async function autofix(
  { bench, candidate }: { readonly bench: Bench; readonly candidate: Candidate },
  signal: AbortSignal,
): Promise<{ readonly texts: FileTexts; readonly explanation: string } | undefined> {
  const texts = new Map<string, string>();
  const explanations: string[] = [];
  for (const problem of distinct(failuresOf(candidate, bench.standard).flatMap(problemsOf))) {
    signal.throwIfAborted();
    const now = { ...candidate, texts: new Map([...candidate.texts, ...texts]) };
    const fix = await fixOf(problem, sceneOf(bench, now));
    if (fix === undefined) continue;
    texts.set(fix.path, fix.text);
    explanations.push(fix.explanation);
  }
  return texts.size === 0 ? undefined : { texts, explanation: explanations.join('\n') };
}

/** Tests often fail in one place; each place is looked at once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const byPlace = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${problem.frames[0]?.file ?? ''} ${problem.message}`;
    if (!byPlace.has(key)) byPlace.set(key, problem);
  }
  return [...byPlace.values()].slice(0, MAX_PROBLEMS);
}

function sceneOf(bench: Bench, candidate: Candidate): Scene {
  return {
    sources: sourcesOf(bench, candidate),
    read: readerOf(candidate, bench.ports.workspace),
    syntax: bench.ports.syntax,
    paths: new Set([...bench.paths, ...candidate.texts.keys()]),
    testFiles: bench.testFiles,
    edits: candidate.files,
  };
}

async function fixOf(problem: Problem, scene: Scene): Promise<Fix | undefined> {
  const path = problem.frames[0]?.file;
  if (path === undefined || protectionOf(path, scene.testFiles) !== undefined) return undefined;
  const file = await scene.sources.parsed(path);
  if (file === undefined) return undefined;
  for (const fixer of FIXERS) {
    const fix = await fixer({ problem, file }, scene);
    if (fix !== undefined && fix.text !== file.text) return fix;
  }
  return undefined;
}
