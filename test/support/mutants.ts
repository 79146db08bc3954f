import { expect, test } from 'vitest';
import type { Mutation } from '../../src/core/mutation/mutation';
import { mutationScope } from '../../src/core/mutation/mutationScope';
import { mutationsOf } from '../../src/core/mutation/mutationsOf';
import type { PatternName } from '../../src/core/mutation/patternPriors';
import { parseSource } from './parseSource';
import { stillClock } from './stillClock';

/** A mutation together with the text that it leads to. */
export interface Mutant extends Mutation {
  readonly text: string;
}

/** All single mutations of a whole file, with their texts. */
export async function mutantsOf(file: string, text: string): Promise<readonly Mutant[]> {
  const tree = await parseSource(file, text);
  const everything = { startRow: 0, endRow: Number.MAX_SAFE_INTEGER };
  const scope = await mutationScope(tree, stillClock);
  return (await mutationsOf(scope, everything, stillClock)).map((mutation) => {
    const { start, end, replacement } = mutation;
    return { ...mutation, text: text.slice(0, start) + replacement + text.slice(end) };
  });
}

/** A fault and its repair: the file, the faulty and the repaired text, and the sentence that people read. */
export type Example = readonly [file: string, before: string, after: string, description: string];

/** One test for each example: the pattern proposes the repair, it parses, and its sentence is the one given. */
export function expectRepairs(pattern: PatternName, examples: readonly Example[]): void {
  test.each(examples)(`${pattern}: %s %j becomes %j`, async (file, before, after, description) => {
    const found = (await mutantsOf(file, before)).find(({ text }) => text === after);
    expect(found).toMatchObject({ pattern, description });
    expect((await parseSource(file, after)).hasError).toBe(false);
  });
}

/** One test for each faulty text that shows that no repair of the pattern is proposed for it. */
export function expectNone(
  pattern: PatternName,
  examples: readonly (readonly [file: string, text: string])[],
): void {
  test.each(examples)(`${pattern}: %s %j stays as it is`, async (file, text) => {
    const found = (await mutantsOf(file, text)).filter((mutant) => mutant.pattern === pattern);
    expect(found.map((mutant) => mutant.text)).toEqual([]);
  });
}
