import type { RawFrame, RawProblem } from '../report/runnerEvents';
import { parseStack } from '../report/stackFrames';

/** What Node prints last when an error ends it. */
const NODE_FOOTER = /\n\nNode\.js v\d+\.[^\n]*\s*$/;
/** The line that names the error, such as `TypeError: x` or `Error [ERR_MODULE_NOT_FOUND]: x`. */
const ERROR_LINE =
  /^(?:Uncaught )?((?:[\w$.]*Error|[\w$.]*Exception))(?: \[([A-Z_]+)\])?(?:: (.*))?$/;
/** The place above the source line that Node shows. */
const PLACE_LINE = /^(file:\/\/.*|[a-zA-Z]:[\\/].*|\/.*):(\d+)$/;

/** The error that ended a Node process, read from the end of its standard error; undefined when there is none. */
export function readNodeCrash(stderr: string): RawProblem | undefined {
  if (!NODE_FOOTER.test(stderr)) return undefined;
  const lines = stderr.replace(NODE_FOOTER, '').split('\n');
  const errorAt = lines.findLastIndex((line) => ERROR_LINE.test(line));
  if (errorAt < 0) return undefined;
  const [, name = 'Error', , first = ''] = ERROR_LINE.exec(lines[errorAt] ?? '') ?? [];
  const after = lines.slice(errorAt + 1);
  const more = after.slice(
    0,
    after.findIndex((line) => /^\s+at /.test(line) || line === ''),
  );
  const stack = parseStack(after.join('\n'));
  const shown = name === 'SyntaxError' ? shownPlace(lines.slice(0, errorAt)) : undefined;
  return {
    kind: 'load',
    name,
    message: [first, ...more].join('\n').trimEnd(),
    frames: shown === undefined ? stack : [shown, ...stack],
  };
}

/** For syntax errors the stack has no frame of the file, but the place is shown above the message. */
function shownPlace(lines: readonly string[]): RawFrame | undefined {
  const at = lines.findLastIndex((line) => PLACE_LINE.test(line));
  const [, file, row] = PLACE_LINE.exec(lines[at] ?? '') ?? [];
  if (file === undefined) return undefined;
  const caret = lines.slice(at + 1).find((line) => /^\s*\^+\s*$/.test(line));
  const column = caret === undefined ? {} : { column: caret.indexOf('^') + 1 };
  return { file, line: Number(row), ...column };
}
