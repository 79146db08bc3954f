import type { TestReport } from '../../testReport';
import { TRACE_LIMITS, TRACE_MARKER } from './traceLimits';

/** The way into a failure and the way to it are worth their tokens, what lies between is not (the limit of LDB). */
const FIRST_BLOCKS = 5;
const LAST_BLOCKS = 5;

/** What an instrumented run printed: the first and the last five lines, each as `12: n=3, acc=[1, 2]`. */
export function traceBlocks({ tests, outputTail }: TestReport): readonly string[] {
  const own = tests.flatMap(({ output = '' }) => blocksIn(output));
  const blocks = own.length > 0 ? own : blocksIn(outputTail);
  return blocks.length <= FIRST_BLOCKS + LAST_BLOCKS
    ? blocks
    : [...blocks.slice(0, FIRST_BLOCKS), ...blocks.slice(-LAST_BLOCKS)];
}

function blocksIn(output: string): readonly string[] {
  return [...output.matchAll(LINE)].flatMap(([, line = '', json = '']) => {
    const values = valuesIn(json);
    return values.length === 0 ? [] : [`${line}: ${values.join(', ')}`];
  });
}

const LINE = new RegExp(`${TRACE_MARKER} (\\d+) (\\{.*\\})[ \\t\\r]*$`, 'gm');

/** Runners may cut a line, and programs may print what looks like one. */
function valuesIn(json: string): readonly string[] {
  let values: unknown;
  try {
    values = JSON.parse(json);
  } catch {
    return [];
  }
  const shown = Object.entries(values ?? {}).slice(0, TRACE_LIMITS.variablesPerLine);
  return shown.flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [`${name}=${value.slice(0, TRACE_LIMITS.charactersPerValue).replace(/\s+/g, ' ')}`]
      : [],
  );
}
