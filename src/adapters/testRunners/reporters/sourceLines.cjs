// Which lines of a file V8's counts speak of. It runs inside the project under test: no dependencies, old syntax.
'use strict';

const Module = require('node:module');

// Lines of brackets and operators only say nothing.
const WORD = /[$\p{ID_Continue}]+/gu;
const COMMENT = /^\s*(\/\/|\/\*|\*\s)/;
const MAP = /^\/\/[#@] sourceMappingURL=data:[^,]*;base64,(\S+)/gm;

// The text that V8 was given, whose lines are those of the file; undefined when it can't be told which.
exports.read = function read(text, original) {
  const words = wordsOf(text);
  const lines = original.split('\n');
  if (words.every((word) => (lines[word.line - 1] || '').includes(word.text))) {
    return new Source(text.length, words);
  }
  const map = mapIn(text);
  if (map === undefined) return undefined;
  const found = words.flatMap((word) => mapped(word, map, lines));
  return new Source(text.length, found);
};

class Source {
  constructor(length, words) {
    this.length = length;
    this.words = words;
  }

  // Lines that have code in a range that was run; a range within another speaks for itself.
  linesIn(functions) {
    const ranges = functions.flatMap((one) => one.ranges);
    ranges.sort(
      (one, other) => one.startOffset - other.startOffset || other.endOffset - one.endOffset,
    );
    const isRun = new Uint8Array(this.length);
    for (const { startOffset, endOffset, count } of ranges) {
      isRun.fill(count > 0 ? 1 : 0, startOffset, endOffset);
    }
    return new Set(this.words.filter((word) => isRun[word.start]).map((word) => word.line));
  }
}

function wordsOf(text) {
  const words = [];
  let start = 0;
  text.split('\n').forEach(function (line, index) {
    if (!COMMENT.test(line)) {
      for (const found of line.matchAll(WORD)) {
        const place = { line: index + 1, column: found.index, start: start + found.index };
        words.push(Object.assign(place, { text: found[0] }));
      }
    }
    start += line.length + 1;
  });
  return words;
}

// A word where the map has it; none for what a translator added or what lies on a line without code.
function mapped(word, map, lines) {
  const { originalLine } = map.findEntry(word.line - 1, word.column);
  const line = lines[originalLine];
  if (line === undefined || COMMENT.test(line) || line.search(WORD) < 0) return [];
  return [Object.assign({}, word, { line: originalLine + 1 })];
}

// The source map within a text, if it speaks of one file only.
function mapIn(text) {
  const found = Array.from(text.matchAll(MAP)).pop();
  if (found === undefined) return undefined;
  const payload = JSON.parse(Buffer.from(found[1], 'base64').toString('utf8'));
  return payload.sources.length === 1 ? new Module.SourceMap(payload) : undefined;
}
