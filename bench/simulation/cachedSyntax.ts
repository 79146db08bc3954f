import type { Syntax, SyntaxTree } from '../../src/core/ports';

/** A parser that parses each text once; it keeps every tree, so make a new one for each task. */
export function cachedSyntax(syntax: Syntax): Syntax {
  const trees = new Map<string, Promise<SyntaxTree | undefined>>();
  return {
    parse: (path, text) => {
      const key = `${path}\0${text}`;
      const tree = trees.get(key) ?? syntax.parse(path, text);
      trees.set(key, tree);
      return tree;
    },
  };
}
