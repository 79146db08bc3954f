import type { ParsedFile } from '../../context/sourceMap';
import type { Fixer } from './scene';

/** The head of a block, a comment behind it apart. */
const HEAD =
  /^(\s*(?:async\s+)?(?:def|class|if|elif|else|for|while|try|except|finally|with|match|case)\b[^#]*?)(\s*(?:#.*)?\r?)$/;

/** Adds the colon that the head of a block in Python lacks. */
export const fixColon: Fixer = async ({ problem, file }, { syntax }) => {
  if (problem.kind !== 'load' && problem.kind !== 'compile') return undefined;
  const { path } = file;
  const text = withColon(file, problem.frames[0]?.line ?? 0);
  if (text === undefined) return undefined;
  const tree = await syntax.parse(path, text);
  if (tree?.hasError !== false) return undefined;
  const explanation = `${path} did not parse because of a colon that was missing; it is there now.`;
  return { path, text, explanation };
};

/** The text with a colon at the end of a line, 1-based; undefined when it does not belong there. */
function withColon({ text, tree }: ParsedFile, line: number): string | undefined {
  if (tree.language !== 'python' || !tree.hasError) return undefined;
  const lines = text.split('\n');
  const [, head = '', rest = ''] = HEAD.exec(lines[line - 1] ?? '') ?? [];
  if (head === '' || head.endsWith(':')) return undefined;
  return lines.with(line - 1, `${head}:${rest}`).join('\n');
}
