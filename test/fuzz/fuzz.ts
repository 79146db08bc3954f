import { createRandom } from '../../src/core/search/random';
import { malformed } from './malform';

/** What is fed with malformed texts; says what is wrong with what came of one, or nothing. */
export interface Fed {
  readonly name: string;
  /** Well-formed texts, to be made wrong. */
  readonly texts: readonly string[];
  readonly take: (text: string) => Promise<string | undefined> | string | undefined;
}

/** A case that went wrong; the same number gives the same text. */
export interface FuzzProblem {
  readonly name: string;
  readonly number: number;
  readonly text: string;
  readonly what: string;
}

/** A case that takes longer hangs, in milliseconds. */
const HANGS_MS = 1_000;
const SEED = 1;

/** Feeds so many malformed texts, from a number on; `onCase` is called with the number of each. */
export async function fuzz(
  { name, texts, take }: Fed,
  { count, onCase }: { readonly count: number; readonly onCase?: (number: number) => void },
): Promise<readonly FuzzProblem[]> {
  const problems: FuzzProblem[] = [];
  for (let number = 0; number < count; number++) {
    const text = malformed(createRandom(SEED, name, number), texts);
    const started = performance.now();
    let what: string | undefined;
    try {
      what = await take(text);
    } catch (error) {
      what = `threw ${String(error)}`;
    }
    const tookMs = performance.now() - started;
    if (tookMs > HANGS_MS) what ??= `took ${tookMs.toFixed(0)} ms`;
    if (what !== undefined) problems.push({ name, number, text, what });
    onCase?.(number);
  }
  return problems;
}
