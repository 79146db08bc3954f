import type { Random } from '../../src/core/search/random';

/** Text that breaks readers: marks of every format, paths that lead out, odd characters, long and deep things. */
const TOKENS: readonly string[] = [
  ...['\n', '\r\n', '\r', '\0', '\uFEFF', '\u202E', '\uD83D', '\uDE00', '\u001b[31m', 'ä', '👩‍👩‍👧'],
  ...['<<<<<<< SEARCH', '=======', '>>>>>>> REPLACE', '```', 'NEED ', 'CONFLICT: ', 'src/a.js'],
  ...[
    '../../etc/passwd',
    '/etc/passwd',
    'C:\\x',
    '~/x',
    '%2e%2e/',
    'file:///x',
    '.git/hooks/x',
    'a/./b',
  ],
  ...['{', '}', '[', ']', '"', '\\', ',', ':', 'null', '1e999', '-1', 'NaN', '{"event":"test"'],
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE x [<!ENTITY a "aa">]>',
    '&a;',
    '&#0;',
    '<testcase',
  ],
  ...[
    'ok 1 - ',
    'not ok 2',
    '1..',
    '  ---',
    '  ...',
    '# SKIP',
    '# TODO',
    'Bail out!',
    'TAP version 13',
  ],
  ...["##teamcity[testFailed name='", "|'", '|0x', ']', 'running 1 test', 'test a ... FAILED'],
  ...['a'.repeat(2_000), '('.repeat(500), '['.repeat(500), ' '.repeat(1_000), '\n'.repeat(200)],
];

/** A text made wrong in a few random ways: cut, doubled, swapped, with foreign parts in it. */
export function malformed(random: Random, texts: readonly string[]): string {
  let text = pick(random, texts);
  const times = 1 + Math.floor(random() * 6);
  for (let time = 0; time < times; time++)
    text = pick(random, WAYS)(random, text, texts).slice(0, MAX_LENGTH);
  return text;
}

/** In UTF-16 units: long enough for what is slow to be seen. */
const MAX_LENGTH = 20_000;

type Way = (random: Random, text: string, texts: readonly string[]) => string;

const WAYS: readonly Way[] = [
  (random, text) => text.slice(0, at(random, text)),
  (random, text) => text.slice(at(random, text)),
  (random, text) => insert(random, text, pick(random, TOKENS)),
  (random, text) => insert(random, text, pick(random, TOKENS)),
  (random, text) =>
    insert(random, text, pick(random, TOKENS).repeat(1 + Math.floor(random() * 20))),
  (random, text, texts) => insert(random, text, pick(random, texts)),
  (random, text) => insert(random, text, part(random, text)),
  (random, text) => text.replace(part(random, text), ''),
  (random, text) =>
    text
      .split('\n')
      .sort(() => random() - 0.5)
      .join('\n'),
  (random, text) => text.replaceAll(part(random, text).slice(0, 3) || ' ', pick(random, TOKENS)),
];

function insert(random: Random, text: string, more: string): string {
  const place = at(random, text);
  return text.slice(0, place) + more + text.slice(place);
}

function part(random: Random, text: string): string {
  const start = at(random, text);
  return text.slice(start, start + Math.floor(random() * 80));
}

function at(random: Random, text: string): number {
  return Math.floor(random() * (text.length + 1));
}

function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('There is nothing to choose from');
  return value;
}
