import type { SyntaxNode, SyntaxTree } from '../../ports';
import { bindingsOf, type Binding } from '../../mutation/bindings';
import { FUNCTIONS } from '../../mutation/roles';
import { enclosing } from '../../syntax/nodes';
import { TRACE_LIMITS } from './traceLimits';

/** The variables that surely have a value just before an offset, in the order of their bindings. */
export type VisibleNames = (offset: number, usedIn: string) => readonly string[];

/**
 * Answers which local variables can be read at an offset: bound before it in a block or function around it. Of more than
 * six, those that occur in `usedIn`, then the nearest.
 */
export function visibleNames(tree: SyntaxTree): VisibleNames {
  const scopes = tree.language === 'python' ? PYTHON_SCOPES : SCRIPT_SCOPES;
  const bound = bindingsOf(tree).flatMap((binding) => {
    const scope = enclosing(binding.at, scopes)?.node;
    return scope === undefined || binding.name === '_' ? [] : [{ ...binding, scope }];
  });
  return (offset, usedIn) => {
    const words = new Set(usedIn.match(/[\p{ID_Continue}$]+/gu) ?? []);
    const visible = bound.filter((binding) => reaches(binding, offset));
    const names = [...new Set(visible.map(({ name }) => name))];
    const nearestFirst = [...new Set(visible.toReversed().map(({ name }) => name))];
    const shown = [
      ...nearestFirst.filter((name) => words.has(name)),
      ...nearestFirst.filter((name) => !words.has(name)),
    ].slice(0, TRACE_LIMITS.variablesPerLine);
    return names.filter((name) => shown.includes(name));
  };
}

function reaches({ at, scope }: Binding & { readonly scope: SyntaxNode }, offset: number): boolean {
  return at.node.end <= offset && scope.start < offset && offset < scope.end;
}

const SCRIPT_SCOPES: ReadonlySet<string> = new Set([
  ...FUNCTIONS,
  'statement_block',
  'switch_body',
  'for_statement',
  'for_in_statement',
  'catch_clause',
  'class_static_block',
]);

/** Names of comprehensions live only there. */
const PYTHON_SCOPES: ReadonlySet<string> = new Set([
  ...FUNCTIONS,
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);
