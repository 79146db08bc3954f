/** What stands in the YAML block below a point of TAP; lists are left out. */
export interface TapDiagnostics {
  readonly [key: string]: string | TapDiagnostics;
}

const KEY = /^( *)('(?:[^']|'')*'|"(?:\\.|[^"\\])*"|[^\s'"#-][^:]*?):(?: +(.*))?$/;

/** Reads the part of YAML that reporters write: maps in maps, plain and quoted words, literal and folded blocks. */
export function parseTapDiagnostics(lines: readonly string[]): TapDiagnostics {
  const result: Record<string, string | TapDiagnostics> = {};
  for (let at = 0; at < lines.length;) {
    const [, spaces = '', key, rest = ''] = KEY.exec(lines[at] ?? '') ?? [];
    const end = blockEnd(lines, at + 1, spaces.length);
    if (key !== undefined) {
      result[unquote(key)] = valueOf(rest, lines.slice(at + 1, end), spaces.length);
    }
    at = end;
  }
  return result;
}

/** Where the lines end that belong to a key with this indent. */
function blockEnd(lines: readonly string[], start: number, indent: number): number {
  const rest = lines.slice(start);
  const length = rest.findIndex((line) => line.trim() !== '' && indentOf(line) <= indent);
  return length < 0 ? lines.length : start + length;
}

function valueOf(rest: string, block: readonly string[], indent: number): string | TapDiagnostics {
  const [, style, step] = /^([|>])(\d?)/.exec(rest) ?? [];
  if (style !== undefined) {
    const first = block.find((line) => line.trim() !== '') ?? '';
    const base = step === '' ? indentOf(first) : indent + Number(step);
    const text = block.map((line) => line.slice(base)).join('\n');
    return (style === '>' ? text.replace(/(?<=\S)\n(?=\S)/g, ' ') : text).replace(/\n+$/, '');
  }
  if (rest === '') return block.some((line) => KEY.test(line)) ? parseTapDiagnostics(block) : '';
  return unquote([rest, ...block.map((line) => line.trim())].join(' '));
}

function unquote(text: string): string {
  if (/^'.*'$/s.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (!/^".*"$/s.test(text)) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}
