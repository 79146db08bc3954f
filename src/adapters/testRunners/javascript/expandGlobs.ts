import { listProjectFiles } from '../detection/projectFiles';

const MAGIC = /[*?{[]/;

/**
 * Files of the tree that match the patterns, relative with `/`, sorted within a pattern; names without pattern
 * characters are kept as they are. Knows `*`, `**`, `?`, `[…]` and `{a,b}`, as a shell or Node would.
 */
export async function expandGlobs(
  root: string,
  patterns: readonly string[],
): Promise<readonly string[]> {
  if (!patterns.some((pattern) => MAGIC.test(pattern))) return patterns;
  const files = await listProjectFiles(root);
  const found = patterns.flatMap((pattern) => {
    if (!MAGIC.test(pattern)) return [pattern];
    const matches = globMatcher(pattern);
    return files.filter((file) => matches.test(file));
  });
  return [...new Set(found)];
}

const GLOB_PART = /\*\*\/|\*\*|\*|\?|\[[^\]]*\]|[{},]|./gs;

function globMatcher(pattern: string): RegExp {
  let depth = 0;
  const source = pattern.replace(/^\.\//, '').replaceAll(GLOB_PART, (part) => {
    if (part === '{') depth++;
    if (part === '}') depth--;
    return globPart(part, depth);
  });
  return new RegExp(`^${source}$`);
}

function globPart(part: string, depth: number): string {
  switch (part) {
    case '**/':
      return '(?:.*/)?';
    case '**':
      return '.*';
    case '*':
      return '[^/]*';
    case '?':
      return '[^/]';
    case '{':
      return '(?:';
    case '}':
      return ')';
    case ',':
      return depth > 0 ? '|' : ',';
    default:
      return part.startsWith('[') && part.length > 1
        ? part.replace('[!', '[^')
        : part.replace(/[\\^$.+()|[\]]/, '\\$&');
  }
}
