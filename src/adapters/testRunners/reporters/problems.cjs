// What went wrong, as our reporters tell it. It runs inside the project under test: no dependencies, old syntax.
'use strict';

const nodePath = require('node:path');
const util = require('node:util');

const MAX_TEXT = 10000;

exports.clip = clip;
function clip(text) {
  return text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) + ' […]' : text;
}

exports.plain = function plain(text) {
  return util.stripVTControlCharacters(String(text));
};

// A value as a reader knows it.
exports.print = function print(value) {
  return clip(
    typeof value === 'string' ? value : util.inspect(value, { depth: 6, breakLength: 80 }),
  );
};

// Frames of a stack as V8 prints it; files are relative to `folder` where a runner has shortened them.
exports.framesOf = function framesOf(text, folder) {
  const frames = [];
  for (const line of String(text).split('\n')) {
    const match = /^\s*at (?:(?:async )?(.*?) \()?(?:async )?(.+?):(\d+):(\d+)\)?$/.exec(line);
    if (!match || /^(node:|<|internal\/)/.test(match[2])) continue;
    const isWhole = /^(file:|\/|[a-zA-Z]:[\\/])/.test(match[2]);
    if (!isWhole && !folder) continue;
    frames.push({
      file: isWhole ? match[2] : nodePath.resolve(folder, match[2]),
      line: Number(match[3]),
      column: Number(match[4]),
      function: match[1],
    });
  }
  return frames;
};

// The place of a syntax error, which no frame has: Babel writes `path: message (line:column)` with columns from 0, Node
// `path:line` above the source line and a caret.
exports.syntaxPlace = function syntaxPlace(text) {
  const babel = /^\s*(?:\w+: )?(\/[^\n]*?|[a-zA-Z]:[\\/][^\n]*?): [^\n]*\((\d+):(\d+)\)\s*$/m.exec(
    text,
  );
  if (babel) return [{ file: babel[1], line: Number(babel[2]), column: Number(babel[3]) + 1 }];
  const node = /^( *)(file:[^\n]*|\/[^\n]*|[a-zA-Z]:[\\/][^\n]*):(\d+)\n[^\n]*\n( *)\^/m.exec(text);
  if (!node) return [];
  return [{ file: node[2], line: Number(node[3]), column: node[4].length - node[1].length + 1 }];
};

// Class and message of an error that is told as V8 prints it.
exports.headOf = function headOf(text) {
  const end = text.search(/\n\s+at /);
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\n\n\[cause\]:[^]*$/, '');
  const match = /^([\w$.]*(?:Error|Exception|Warning)): ([^]*)$/.exec(head);
  return match ? { name: match[1], message: clip(match[2]) } : { message: clip(head) };
};

// What `expect` says that it wanted and got.
exports.printedValues = function printedValues(message) {
  const expected = /^Expected[^\n:]*:\s+(.+)$/m.exec(message);
  const actual = /^Received[^\n:]*:\s+(.+)$/m.exec(message);
  return expected && actual ? { expected: clip(expected[1]), actual: clip(actual[1]) } : {};
};
