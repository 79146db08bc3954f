import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What the sources give to `l10n.t`: the messages, sorted, and the places where it is no literal. */
export interface Messages {
  readonly literals: readonly string[];
  readonly problems: readonly string[];
}

/** Reads every call of `l10n.t` and `vscode.l10n.t` below a folder. */
export function messagesIn(folder: string): Messages {
  const literals = new Set<string>();
  const problems: string[] = [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const message of firstArguments(ts.createSourceFile(file, text, ts.ScriptTarget.Latest))) {
      if (message && ts.isStringLiteralLike(message)) literals.add(message.text);
      else problems.push(`${file}: ${message ? 'not a literal' : 'no message'}`);
    }
  }
  // `host/l10n.ts` passes on what it is given.
  return { literals: [...literals].sort(), problems: problems.filter((each) => !isPassedOn(each)) };
}

function firstArguments(source: ts.SourceFile): readonly (ts.Expression | undefined)[] {
  const found: (ts.Expression | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) found.push(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTranslation(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 't') return false;
  const { expression: from } = callee;
  return ts.isIdentifier(from)
    ? from.text === 'l10n'
    : ts.isPropertyAccessExpression(from) && from.name.text === 'l10n';
}

function isPassedOn(problem: string): boolean {
  return problem.startsWith('host/editorLanguage.ts:');
}
