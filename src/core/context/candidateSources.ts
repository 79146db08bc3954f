import type { Bench } from '../session/bench';
import type { FileTexts } from '../ports';
import { readerOf } from '../session/candidate';
import { createSourceMap, type SourceMap } from './sourceMap';

/** The code as a candidate has it. */
export function sourcesOf(bench: Bench, candidate: { readonly texts: FileTexts }): SourceMap {
  const { workspace, syntax, clock } = bench.ports;
  const paths = new Set([...bench.paths, ...candidate.texts.keys(), ...bench.fixtures.keys()]);
  const texts = new Map([...candidate.texts, ...bench.fixtures]);
  return createSourceMap({ paths, read: readerOf({ texts }, workspace), syntax, clock });
}
