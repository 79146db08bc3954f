import type { Clock, SyntaxTree } from '../ports';
import type { FunctionSpan } from './functionSpans';
import { functionSpan } from './functionSpans';
import type { ImportedName } from './importedNames';
import { importedNames } from './importedNames';
import { visitInTurns } from './visitInTurns';

export type { FunctionSpan } from './functionSpans';
export type { ImportedName } from './importedNames';

/** What a file defines and what it brings in, both in source order. */
export interface Outline {
  readonly functions: readonly FunctionSpan[];
  readonly imports: readonly ImportedName[];
}

/** The functions and imports of a file; nested functions are listed after the one around them. */
export async function outline(tree: SyntaxTree, clock: Pick<Clock, 'yield'>): Promise<Outline> {
  const functions: FunctionSpan[] = [];
  const imports: ImportedName[] = [];
  await visitInTurns(tree.root, clock, (at) => {
    const span = functionSpan(tree, at);
    if (span) functions.push(span);
    imports.push(...importedNames(tree, at.node));
  });
  return { functions, imports };
}
