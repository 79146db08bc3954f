import type { RawProblem } from '../report/runnerEvents';
import type { JavaSources } from './javaSources';

/** An exception as the JVM prints it. */
export interface JavaException {
  /** Its class, with the package. */
  readonly type: string;
  readonly message: string;
  readonly stack: string;
}

const ASSERTION = /Assertion|ComparisonFailure|ComparisonCompactor|MultipleFailures/;
/** How JUnit 4 and 5, AssertJ and Hamcrest, in this order, say what was wanted and what was there. */
const VALUES = [
  /expected: ?<([\s\S]*?)> but was: ?<([\s\S]*?)>$/,
  /expected: (.*)\n *but was: (.*)/,
  /Expected: (.*)\n *but: (?:was )?(.*)/,
];

/** What an exception says, with values and places. */
export function javaProblem(exception: JavaException, sources: JavaSources): RawProblem {
  const { type, stack } = exception;
  const message = exception.message.trim();
  const [, expected, actual] =
    VALUES.map((pattern) => pattern.exec(message)).find((match) => match !== null) ?? [];
  return {
    kind: ASSERTION.test(type) ? 'assert' : 'throw',
    name: type.replace(/^.*[.$]/, ''),
    message: message === '' ? type : message,
    ...(expected !== undefined && actual !== undefined && { expected, actual }),
    frames: sources.frames(stack),
  };
}
