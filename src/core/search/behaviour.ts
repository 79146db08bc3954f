import { keyOfText } from '../hash';
import type { Problem, TestReport } from '../testReport';

/**
 * A key that is equal for two reports whose tests came out alike with the same messages, whatever their order, and
 * whatever varies by itself: durations, addresses, ports, temporary paths, places in files. Lines that begin with
 * `PROBE` in what the tests printed count too: they are outputs on probe inputs.
 */
export function behaviourOf(report: TestReport): string {
  const tests = report.tests.map(({ id, status, problems }) => [id, status, told(problems)]);
  const parts = [report.verdict, sorted(tests), sorted(told(report.loadErrors)), probesOf(report)];
  return keyOfText(JSON.stringify(parts));
}

function told(problems: readonly Problem[]): readonly (readonly string[])[] {
  return problems.map(({ kind, name = '', message, expected = '', actual = '' }) => [
    kind,
    name,
    steadyMessage(message),
    steadyValue(expected),
    steadyValue(actual),
  ]);
}

function sorted(items: readonly unknown[]): readonly string[] {
  return items.map((item) => JSON.stringify(item)).sort();
}

const PROBE = /\bPROBE\s.*$/gm;

/** Each once, since a runner may print what a test printed a second time. */
function probesOf({ tests, outputTail }: TestReport): readonly string[] {
  const printed = [...tests.map(({ output = '' }) => output), outputTail];
  const lines = printed.flatMap((text) => text.match(PROBE) ?? []);
  return [...new Set(lines.map((line) => steadyValue(line.trimEnd())))].sort();
}

/** What differs between two runs of the same code, in a value as well as in a sentence. */
const VARYING_VALUES: readonly (readonly [RegExp, string])[] = [
  [/\b0x[0-9a-f]+\b/gi, '<address>'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b(localhost|127\.0\.0\.1|\[::1\]):\d+/g, '$1:<port>'],
  [/(?:\/private)?\/(?:tmp|var\/tmp|var\/folders|dev\/shm)\/[^\s'"`:;,)\]}>]+/g, '<temp>'],
  [/\b[A-Z]:\\(?:[^\s'"`:;,)\]}>]+\\)?Te?mp\\[^\s'"`:;,)\]}>]+/gi, '<temp>'],
];

/** In a value these may be what is wrong; in a sentence they are when and where. */
const VARYING_IN_SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/(\.[a-z]{1,4}):\d+(?::\d+)?\b/g, '$1:<place>'],
  [/(\.[a-z]{1,4}"?), line \d+/g, '$1, line <place>'],
  [
    /\b(in|after|took|for|within|waited|elapsed:?) \d+(?:\.\d+)? ?(?:ns|[µu]s|ms|s|sec|seconds?|milliseconds?|minutes?)\b/g,
    '$1 <time>',
  ],
  [/\(\d+(?:\.\d+)? ?(?:[mµun]?s|seconds?)\)/g, '(<time>)'],
];

function steadyValue(text: string): string {
  return VARYING_VALUES.reduce((steady, [varying, name]) => steady.replace(varying, name), text);
}

function steadyMessage(text: string): string {
  const varying = VARYING_IN_SENTENCES;
  return varying.reduce(
    (steady, [pattern, name]) => steady.replace(pattern, name),
    steadyValue(text),
  );
}
