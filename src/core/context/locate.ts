import { protectionOf } from '../guards/protectedPaths';
import { problemsOf, type Target } from '../selection/targets';
import type { FunctionSpan } from '../syntax/outline';
import { mergePlaces } from './mergePlaces';
import type { Place } from './place';
import { functionAt, type SourceFile, type SourceMap } from './sourceMap';

/** How far each kind of evidence is trusted; a frame is an observation, a call only a possibility. */
const SUSPICION = { frame: 1, perOuterFrame: 0.1, called: 0.6, calledByCalled: 0.3, imported: 0.2 };
/** Calls are followed from the test to what it calls, and from there once more. */
const MAX_CALL_DEPTH = 2;

/**
 * Ranks the places that may hold the fault of one target, most suspicious first: stack frames in the workspace outside
 * tests, then functions that the failing test calls, then files that the test's file imports.
 */
export async function locate(
  target: Target,
  sources: SourceMap,
  testFiles: ReadonlySet<string>,
): Promise<readonly Place[]> {
  const isCode = (path: string): boolean => protectionOf(path, testFiles) === undefined;
  const places = [
    ...(await framePlaces(target, sources, isCode)),
    ...(await calledPlaces(target, sources, isCode)),
  ];
  const ranked = places.length > 0 ? places : await importedPlaces(target, sources, isCode);
  return mergePlaces(ranked);
}

/** The failing test's own function and file; undefined when neither is known. */
export async function testSource(
  target: Target,
  sources: SourceMap,
): Promise<{ readonly file: SourceFile; readonly span?: FunctionSpan } | undefined> {
  const path = target.kind === 'test' ? target.test.file : target.problem.blocks?.[0];
  const file = path === undefined ? undefined : await sources.open(path);
  if (file === undefined) return undefined;
  const span = target.kind === 'test' ? testSpan(target.test, file) : undefined;
  return span === undefined ? { file } : { file, span };
}

type IsCode = (path: string) => boolean;

async function framePlaces(target: Target, sources: SourceMap, isCode: IsCode): Promise<Place[]> {
  const frames = problemsOf(target)
    .flatMap((problem) => problem.frames)
    .filter((frame) => isCode(frame.file));
  const places: Place[] = [];
  for (const [index, frame] of frames.entries()) {
    const file = await sources.open(frame.file);
    if (file === undefined) continue;
    const suspiciousness = Math.max(
      SUSPICION.called,
      SUSPICION.frame - index * SUSPICION.perOuterFrame,
    );
    const evidence = { suspiciousness, reason: `stack frame at line ${String(frame.line)}` };
    places.push(placeOf(file, functionAt(file, frame.line - 1), evidence));
  }
  return places;
}

async function calledPlaces(target: Target, sources: SourceMap, isCode: IsCode): Promise<Place[]> {
  const test = await testSource(target, sources);
  if (test === undefined) return [];
  const calls = test.span?.calls ?? test.file.outline.functions.flatMap((span) => span.calls);
  const places: Place[] = [];
  const seen = new Set<FunctionSpan>();
  let level = [{ file: test.file, calls }];
  for (let depth = 0; depth < MAX_CALL_DEPTH; depth++) {
    const suspiciousness = depth === 0 ? SUSPICION.called : SUSPICION.calledByCalled;
    const next: typeof level = [];
    for (const { file, span } of await calledFrom(level, sources)) {
      if (seen.has(span)) continue;
      seen.add(span);
      next.push({ file, calls: span.calls });
      if (isCode(file.path))
        places.push(placeOf(file, span, { suspiciousness, reason: 'called by the failing test' }));
    }
    level = next;
  }
  return places;
}

async function calledFrom(
  callers: readonly { readonly file: SourceFile; readonly calls: readonly string[] }[],
  sources: SourceMap,
): Promise<{ readonly file: SourceFile; readonly span: FunctionSpan }[]> {
  const found: { file: SourceFile; span: FunctionSpan }[] = [];
  for (const { file, calls } of callers) {
    const names = new Set(calls.map((name) => originalName(file, name)));
    for (const path of [file.path, ...sources.importsOf(file)]) {
      const opened = await sources.open(path);
      const spans = opened?.outline.functions.filter((span) => names.has(span.name)) ?? [];
      if (opened) found.push(...spans.map((span) => ({ file: opened, span })));
    }
  }
  return found;
}

/** The name that a function has where it is defined, when the file imports it under another one. */
function originalName(file: SourceFile, local: string): string {
  const imported = file.outline.imports.find((each) => each.local === local)?.imported;
  return imported === undefined || imported === '*' || imported === 'default' ? local : imported;
}

async function importedPlaces(
  target: Target,
  sources: SourceMap,
  isCode: IsCode,
): Promise<Place[]> {
  const test = await testSource(target, sources);
  const places: Place[] = [];
  for (const path of test === undefined ? [] : sources.importsOf(test.file)) {
    const file = isCode(path) ? await sources.open(path) : undefined;
    const evidence = { suspiciousness: SUSPICION.imported, reason: 'imported by the failing test' };
    if (file) places.push(placeOf(file, undefined, evidence));
  }
  return places;
}

function testSpan(
  test: { readonly name: string; readonly line?: number },
  file: SourceFile,
): FunctionSpan | undefined {
  const plain = test.name.replace(/\[.*\]$/, '');
  const byName = file.outline.functions.filter((span) => span.name === plain);
  return byName.length === 1 || test.line === undefined
    ? byName[0]
    : functionAt(file, test.line - 1);
}

function placeOf(
  file: SourceFile,
  span: FunctionSpan | undefined,
  evidence: { readonly suspiciousness: number; readonly reason: string },
): Place {
  const rows = span ?? { startRow: 0, endRow: file.endRow };
  const name = span === undefined ? {} : { name: span.qualifiedName };
  return { path: file.path, startRow: rows.startRow, endRow: rows.endRow, ...name, ...evidence };
}
