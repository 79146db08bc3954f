import { stripVTControlCharacters } from 'node:util';
import type { RawFrame, RawProblem } from './runnerEvents';

/** `at name (place:line:column)` or `at place:line:column`, as V8 prints a frame. */
const FRAME = /^\s*at (?:(?:async )?(.*?) \()?((?:file:\/\/|[a-zA-Z]:[\\/]|\/).*?):(\d+):(\d+)\)?$/;

/** The frames of a stack as V8 prints it, innermost first, without those that name no file. */
export function parseStack(stack: string): readonly RawFrame[] {
  return stack.split('\n').flatMap((line) => {
    const match = FRAME.exec(line);
    if (match === null) return [];
    const [, caller, file = '', row, column] = match;
    return [
      {
        file: file.replace(/^async /, ''),
        line: Number(row),
        column: Number(column),
        ...(caller !== undefined && caller !== '' && { function: caller }),
      },
    ];
  });
}

/** `path:line:column`, as compilers write it inside a message. */
const STATED_PLACE =
  /(?:^|[\s[('"`])((?:file:\/\/|[a-zA-Z]:[\\/]|\/)?[^\s:[('"`][^:\n[('"`]*\.\w+):(\d+):(\d+)/;

/** The first place that a problem's text names, for errors of compilers, which have no frames. */
export function statedPlace({ message, stack = '' }: RawProblem): readonly RawFrame[] {
  const match = STATED_PLACE.exec(stripVTControlCharacters(`${message}\n${stack}`));
  const [, file, line, column] = match ?? [];
  return file === undefined ? [] : [{ file, line: Number(line), column: Number(column) }];
}
