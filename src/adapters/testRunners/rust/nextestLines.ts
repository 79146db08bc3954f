import { signalIn, withoutHarness, type NextestResult } from './nextestResult';

const STATUS =
  /^ *(?:TRY \d+ )?([A-Z][A-Z+-]*)(?: \d+\/\d+)? \[ *([\d.]+)s\] (?:\(([^()]*)\) )?(\S+) (.+)$/gm;
/** An attempt that will be followed by another one has no number of its own. */
const IS_FINAL = /\d|^$/;
const PASSED = /^(PASS|LEAK|FLAKY)$/;
const ENDED = /^(PASS|LEAK|FLAKY|FAIL|ABORT|ABRT|TIMEOUT|TMT|SIG\w+|[A-Z]+[+-][A-Z]+)$/;
const STREAM = /^ {2}std(?:out|err) ─+$/gm;
const INDENT = /^ {4}/gm;
/** Below what a killed test printed. */
const ABORTED = /^\(test (aborted with signal .*)\)$/m;
const MS_PER_SECOND = 1000;

/** Results among the words of a run that was stopped, as far as it came; of a test's attempts the last one. */
export function readNextestLines(stderr: string): readonly NextestResult[] {
  const found = [...stderr.matchAll(STATUS)];
  const all = found.flatMap((match, at) => {
    const [line, word = '', seconds, count = '', binaryId = '', name = ''] = match;
    if (!ENDED.test(word) || !IS_FINAL.test(count)) return [];
    const text = stderr.slice(match.index + line.length, found[at + 1]?.index);
    const durationMs = Number(seconds) * MS_PER_SECOND;
    const isPassed = PASSED.test(word);
    return [{ binaryId, name, isPassed, durationMs, ...saidBelow(text, name) }];
  });
  return [...new Map(all.map((one) => [`${one.binaryId} ${one.name}`, one])).values()];
}

function saidBelow(
  text: string,
  name: string,
): Pick<NextestResult, 'output' | 'reason' | 'signal'> {
  const output = withoutHarness(text.replaceAll(STREAM, '').replaceAll(INDENT, ''), name);
  const [line = '', reason = ''] = ABORTED.exec(output) ?? [];
  const signal = signalIn(reason);
  return { output: output.replace(line, '').trim(), reason, ...(signal && { signal }) };
}
