import type { SyntaxNode } from '../../ports';
import { enclosing, fieldOf, namedChildren, walk } from '../../syntax/nodes';
import type { Visited } from '../../syntax/nodes';
import { brief, insertAt, replaceNode } from '../mutation';
import type { Pattern } from '../mutation';
import type { MutationScope } from '../mutationScope';
import { BLOCKS, FUNCTIONS, LOOPS } from '../roles';
import { newLineLike, startsItsLine } from '../statements';

/** A base case or early return at the start of a function, or a turn of a loop skipped at its start. */
export const missingGuard: Pattern = function* (at, scope) {
  const first = BLOCKS.has(at.node.type) ? firstStatement(at.node, scope) : undefined;
  const owner = at.parent?.node;
  if (first === undefined || owner === undefined) return;
  const newline = newLineLike(first, scope);
  for (const [condition, statement] of guardsFor(owner, at, scope)) {
    const replacement = scope.dialect.guard(condition, statement, newline) + newline;
    const description = `First, when ${brief(condition)}, ${brief(statement)}.`;
    yield insertAt(first.start, { pattern: 'missing-guard', replacement, description });
  }
};

/** A way out at the end of a branch inside a loop. */
export const missingJump: Pattern = function* (at, scope) {
  const inBranch = at.parent !== undefined && BRANCHES.has(at.parent.node.type);
  if (!BLOCKS.has(at.node.type) || !inBranch || enclosing(at, LOOPS) === undefined) return;
  const last = namedChildren(at.node).at(-1);
  if (last === undefined || !startsItsLine(last, scope.tree)) return;
  for (const jump of ['break', 'continue']) {
    const replacement = `${newLineLike(last, scope)}${jump}${scope.dialect.terminator}`;
    const description = `End the branch with ${jump}.`;
    yield insertAt(last.end, { pattern: 'missing-jump', replacement, description });
  }
};

/** The other way out of a turn of a loop. */
export const jumpKind: Pattern = function* ({ node }, { dialect }) {
  const replacement = JUMPS.get(node.type);
  if (replacement === undefined) return;
  const description = `Use ${replacement} here instead.`;
  yield replaceNode(node, {
    pattern: 'jump-kind',
    replacement: replacement + dialect.terminator,
    description,
  });
};

function guardsFor(
  owner: SyntaxNode,
  at: Visited,
  scope: MutationScope,
): readonly (readonly [string, string])[] {
  const bound = scope.locals(at).filter((binding) => !SELF.has(binding.name));
  if (FUNCTIONS.has(owner.type)) {
    const names = bound.filter((binding) => binding.kind === 'parameter').map(({ name }) => name);
    const results = resultsIn(owner, scope, names);
    return names.flatMap((name) =>
      conditionsOn(name, scope).flatMap((condition) =>
        results.map((result) => [condition, `return ${result}`] as const),
      ),
    );
  }
  if (!LOOPS.has(owner.type)) return [];
  const names = bound.filter(
    ({ kind, at: { node } }) =>
      kind === 'loop' && owner.start <= node.start && node.end <= at.node.start,
  );
  const { isNothing, isEmpty } = scope.dialect;
  return names.flatMap(({ name }) => [
    [isNothing(name), 'continue'] as const,
    [isEmpty(name), 'continue'] as const,
  ]);
}

function conditionsOn(name: string, { dialect }: MutationScope): readonly string[] {
  return [
    dialect.isEmpty(name),
    dialect.isNothing(name),
    dialect.equals(name, '0'),
    `${name} < 0`,
    `${name} <= 1`,
  ];
}

/** What the function returns already as a plain value, its parameters, and the usual empty results. */
function resultsIn(
  owner: SyntaxNode,
  { text, dialect }: MutationScope,
  parameters: readonly string[],
): readonly string[] {
  const returned = [...walk(owner)].flatMap(({ node }) =>
    node.type === 'return_statement' ? namedChildren(node).slice(0, 1) : [],
  );
  const plain = returned.filter(
    (node) => fieldOf(node, 'operator') === undefined && PLAIN.has(node.type),
  );
  const usual = [...plain.map(text), dialect.nothing, '0', '[]', dialect.no, ...parameters];
  return [...new Set(usual)].slice(0, MOST_RESULTS);
}

function firstStatement(block: SyntaxNode, { tree }: MutationScope): SyntaxNode | undefined {
  const statements = namedChildren(block);
  const isDocstring = namedChildren(statements[0] ?? block)[0]?.type === 'string';
  const first = statements[isDocstring ? 1 : 0];
  return first !== undefined && startsItsLine(first, tree) ? first : undefined;
}

/** Five conditions for each: more results would drown the likelier ones. */
const MOST_RESULTS = 5;

const SELF: ReadonlySet<string> = new Set(['self', 'cls', '_']);

const PLAIN: ReadonlySet<string> = new Set([
  ...['identifier', 'integer', 'float', 'number', 'string', 'true', 'false', 'none', 'null'],
  ...['undefined', 'list', 'array', 'dictionary', 'object', 'tuple'],
]);

const BRANCHES: ReadonlySet<string> = new Set(['if_statement', 'elif_clause', 'else_clause']);

const JUMPS: ReadonlyMap<string, string> = new Map([
  ['break_statement', 'continue'],
  ['continue_statement', 'break'],
]);
