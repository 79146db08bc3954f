import { describe, expect, test } from 'vitest';
import type { SyntaxNode, SyntaxTree } from '../../../../src/core/ports';
import { calledNames } from '../../../../src/core/syntax/calledNames';
import {
  enclosing,
  fieldOf,
  literalText,
  namedChildren,
  nodeText,
  walk,
} from '../../../../src/core/syntax/nodes';
import { parseSource } from '../../../support/parseSource';

function firstOf(tree: SyntaxTree, type: string): SyntaxNode {
  const visited = [...walk(tree.root)].find(({ node }) => node.type === type);
  if (visited === undefined) throw new Error(`There is no ${type}.`);
  return visited.node;
}

describe('nodes', () => {
  test('are visited parents first, in source order, each with what is around it', async () => {
    const tree = await parseSource('a.py', 'f(a)\nb\n');
    const drawn = [...walk(tree.root)]
      .filter(({ node }) => node.type === 'identifier')
      .map(({ node, parent }) => `${nodeText(tree, node)} in ${parent?.node.type ?? ''}`);
    expect(drawn).toEqual(['f in call', 'a in argument_list', 'b in expression_statement']);
  });

  test('the enclosing node is the closest of the types asked for', async () => {
    const tree = await parseSource('a.py', 'def f():\n    def g():\n        here\n');
    const here = [...walk(tree.root)].find(({ node }) => nodeText(tree, node) === 'here');
    const around = here && enclosing(here, new Set(['function_definition']))?.node;
    const name = around && fieldOf(around, 'name');
    expect(name && nodeText(tree, name)).toBe('g');
    expect(here && enclosing(here, new Set(['class_definition']))).toBeUndefined();
  });

  test('named children leave out punctuation and comments', async () => {
    const tree = await parseSource('a.js', 'f(a, /* why */ b);');
    const given = namedChildren(firstOf(tree, 'arguments'));
    expect(given.map((node) => nodeText(tree, node))).toEqual(['a', 'b']);
  });

  test.each([
    ['a.js', "x = 'it\\'s';", 'string', "it's"],
    ['a.js', 'x = `plain`;', 'template_string', 'plain'],
    ['a.js', 'x = `a ${b}`;', 'template_string', undefined],
    ['a.py', 'x = """long"""', 'string', 'long'],
    ['a.py', 'x = f"{a}"', 'string', undefined],
  ])('%s %s: the value of the literal is %s', async (file, text, type, value) => {
    const tree = await parseSource(file, text);
    expect(literalText(tree, firstOf(tree, type))).toBe(value);
  });

  test('called names are listed once, methods by their own names', async () => {
    const tree = await parseSource('a.ts', 'a(); new B(c.d()); a(); e?.f(); (() => 1)();');
    expect(calledNames(tree, tree.root)).toEqual(['a', 'B', 'd', 'f']);
  });
});
