import type { RawFrame, RawProblem } from '../report/runnerEvents';
import { clipText } from '../report/clipText';

/** From Rust 1.73 on the message stands below the place. */
const PANIC =
  /^thread '(.*)' (?:\(\d+\) )?panicked at (.+?):(\d+):(\d+):\n([\s\S]*?)(?=\n(?:stack backtrace:|note: run with|note: Some details)|\n\n|$(?![\s\S]))/gm;
const VALUES = /^ {2}left: ([\s\S]*?)\n right: ([\s\S]*)$/m;
const FRAME = /^\s+\d+: (.+)\n\s+at (.+?):(\d+)(?::(\d+))?$/gm;
const NO_PANIC = /^note: (test did not panic as expected)(?: at (.+?):(\d+):(\d+))?$/m;
const RETURNED = /^Error: ([\s\S]*)$/m;

/** What went wrong by the output of a failed test, frames as they are printed; undefined when it says nothing. */
export function rustProblem(output: string, test: string): RawProblem | undefined {
  return panicIn(output, test) ?? notPanicked(output) ?? returned(output);
}

/** An output without backtraces, whose numbers of threads are different in each run. */
export function beforeBacktrace(output: string): string {
  return output
    .replaceAll(/^stack backtrace:\n(?:\s+(?:\d+:|at ).*\n?)*/gm, '')
    .replaceAll(/^note: (?:Some details|run with `RUST_BACKTRACE).*\n?/gm, '')
    .replaceAll(/^(thread '.*') \(\d+\) /gm, '$1 ')
    .trim();
}

function panicIn(output: string, test: string): RawProblem | undefined {
  const panics = [...output.matchAll(PANIC)];
  const match = panics.find(([, thread]) => thread === test) ?? panics[0];
  if (match === undefined) return undefined;
  const [, , file = '', line, column, message = ''] = match;
  const values = /^assertion `left == right` failed/.test(message) ? VALUES.exec(message) : null;
  const place = { file, line: Number(line), column: Number(column) };
  return {
    kind: message.startsWith('assertion ') ? 'assert' : 'throw',
    name: 'panic',
    message: clipText(message.trim()),
    ...(values !== null && { actual: values[1] ?? '', expected: (values[2] ?? '').trim() }),
    frames: [place, ...backtraceIn(output.slice(match.index), place)],
  };
}

/** Without the place of the panic itself, and without closures, which repeat their function. */
function backtraceIn(text: string, place: RawFrame): readonly RawFrame[] {
  const end = text.indexOf('\n\n');
  const frames = [...text.slice(0, end < 0 ? undefined : end).matchAll(FRAME)].map(
    ([, name = '', file = '', line, column]) => ({
      file,
      line: Number(line),
      ...(column !== undefined && { column: Number(column) }),
      function: name.replace(/^.*::(?!\{)/, ''),
    }),
  );
  return frames.filter(
    ({ file, line, function: name }) =>
      !name.includes('{{closure}}') &&
      !(file.replace(/^\.\//, '') === place.file && line === place.line),
  );
}

function notPanicked(output: string): RawProblem | undefined {
  const [, message, file, line, column] = NO_PANIC.exec(output) ?? [];
  if (message === undefined) return undefined;
  const place = { file: file ?? '', line: Number(line), column: Number(column) };
  return { kind: 'assert', message, ...(file !== undefined && { frames: [place] }) };
}

function returned(output: string): RawProblem | undefined {
  const [, message] = RETURNED.exec(output) ?? [];
  const text = message ?? output;
  if (text.trim() === '') return undefined;
  return { kind: 'throw', name: 'Error', message: clipText(text.trim()) };
}
