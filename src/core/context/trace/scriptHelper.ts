import type { Language } from '../../ports';
import { TRACE_LIMITS, TRACE_MARKER } from './traceLimits';

/** What probes in JavaScript and TypeScript call; stands behind the code, since functions are hoisted. */
export function scriptHelper(language: Language, newline: string): string {
  const text = language === 'javascript' ? HELPER.replaceAll(': any', '') : HELPER;
  return text.replaceAll('\n', newline);
}

const { linesPerProcess, visitsPerLine, charactersPerProcess, charactersPerValue } = TRACE_LIMITS;

/** Reads own data properties only, so that no getter of the program runs; `any`, as it has to compile in any project. */
const HELPER = `
var __fixpointTraced: any;
function __fixpointTrace(line: any, reads: any) {
  const state: any = (__fixpointTraced ??= { lines: 0, visits: {}, characters: 0, busy: false });
  if (state.busy || state.lines >= ${String(linesPerProcess)}) return;
  if (state.characters >= ${String(charactersPerProcess)}) return;
  const visits: any = (state.visits[line] ?? 0) + 1;
  if (visits > ${String(visitsPerLine)}) return;
  state.visits[line] = visits;
  state.busy = true;
  try {
    const values: any = {};
    for (const name of Object.keys(reads)) {
      try {
        values[name] = __fixpointShow(reads[name](), 0).slice(0, ${String(charactersPerValue)});
      } catch {}
    }
    const text = '${TRACE_MARKER} ' + line + ' ' + JSON.stringify(values);
    state.lines += 1;
    state.characters += text.length;
    const host: any = globalThis;
    if (host.process && host.process.stdout) host.process.stdout.write(text + '\\n');
    else console.log(text);
  } catch {
  } finally {
    state.busy = false;
  }
}
function __fixpointReturn(line: any, value: any) {
  __fixpointTrace(line, { return: () => value });
  return value;
}
function __fixpointShow(value: any, depth: any): any {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, ${String(charactersPerValue)}));
  if (typeof value === 'function') return '[Function ' + value.name + ']';
  if (typeof value === 'bigint') return value + 'n';
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Date || value instanceof RegExp || value instanceof Error) return String(value);
  const kind = Object.getPrototypeOf(value)?.constructor?.name ?? '';
  if (ArrayBuffer.isView(value)) return kind + ' of ' + value.byteLength + ' bytes';
  if (depth > 2) return Array.isArray(value) ? '[…]' : kind + ' {…}';
  const parts: any = [];
  let size = 0;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 20)) parts.push(__fixpointShow(one, depth + 1));
    size = value.length;
  } else if (value instanceof Set) {
    for (const one of value) if (size++ < 20) parts.push(__fixpointShow(one, depth + 1));
  } else if (value instanceof Map) {
    for (const [key, one] of value) {
      if (size++ < 20) parts.push(__fixpointShow(key, depth + 1) + ' => ' + __fixpointShow(one, depth + 1));
    }
  } else {
    const own: any = Object.entries(Object.getOwnPropertyDescriptors(value));
    const fields: any = own.filter(([, one]: any) => one.enumerable && typeof one.value !== 'function');
    for (const [key, one] of fields.slice(0, 20)) {
      parts.push(key + ': ' + ('value' in one ? __fixpointShow(one.value, depth + 1) : '[Getter]'));
    }
    size = fields.length;
  }
  if (size > parts.length) parts.push('… ' + (size - parts.length) + ' more');
  const inside = parts.join(', ');
  if (Array.isArray(value)) return '[' + inside + ']';
  return (kind === 'Object' || kind === '' ? '' : kind + ' ') + '{' + inside + '}';
}
`;
