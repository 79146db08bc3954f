import type { SyntaxTree } from '../ports';
import type { FunctionSpan } from './functionSpans';
import { functionSpans } from './functionSpans';
import type { ImportedName } from './importedNames';
import { importedNames } from './importedNames';

export type { FunctionSpan } from './functionSpans';
export type { ImportedName } from './importedNames';

/** What a file defines and what it brings in, both in source order. */
export interface Outline {
  readonly functions: readonly FunctionSpan[];
  readonly imports: readonly ImportedName[];
}

/** The functions and imports of a file; nested functions are listed after the one around them. */
export function outline(tree: SyntaxTree): Outline {
  return { functions: functionSpans(tree), imports: importedNames(tree) };
}
