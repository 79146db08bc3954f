import type { JUnitCase, JUnitReason, JUnitReport } from '../report/junitXml';
import type { RawProblem, RunnerEvent } from '../report/runnerEvents';
import { fileNamed, placesIn } from './placesIn';

/** A JUnit report of an unknown tool as events; `files` are the project's. */
export function junitEvents(
  { cases, suiteErrors }: JUnitReport,
  files: readonly string[],
): readonly RunnerEvent[] {
  return [
    ...cases.map((one) => testEvent(one, files)),
    ...suiteErrors.map((reason): RunnerEvent => ({
      event: 'error',
      problem: { ...problemOf(reason, files), kind: 'load' },
    })),
  ];
}

function testEvent(one: JUnitCase, files: readonly string[]): RunnerEvent {
  const { className, name, outcome, reason, line, durationMs, output } = one;
  const file = one.file === undefined ? undefined : fileNamed(one.file, files);
  const isRed = outcome === 'failed' || outcome === 'error';
  return {
    event: 'test',
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    suite: className === '' ? one.suites.slice(-1) : [className],
    name,
    status: outcome === 'error' ? 'failed' : outcome,
    durationMs,
    problems: isRed && reason ? [problemOf(reason, files)] : [],
    output,
  };
}

/** A class that ends like this is an assertion's, in many languages. */
const ASSERTION = /assert|expectation|comparison/i;

function problemOf({ type, message, text }: JUnitReason, files: readonly string[]): RawProblem {
  const whole = [message, text.startsWith(message) ? text.slice(message.length) : text];
  return {
    kind: ASSERTION.test(type) ? 'assert' : 'throw',
    ...(type !== '' && { name: type }),
    message: message === '' ? text : message,
    frames: placesIn(whole.join('\n'), files),
  };
}
