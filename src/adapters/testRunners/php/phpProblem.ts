import type { RawFrame, RawProblem } from '../report/runnerEvents';
import { clipText } from '../report/clipText';

const PLACE = /^\s*(\S.*\.\w+):(\d+)\s*$/gm;
/** PHPUnit up to 9 writes the class of some errors before their message. */
const CLASS = /^([\w\\]*(?:Exception|Error)) ?: ([\s\S]*)$/;
const ASSERTED = /(^|\n)Failed asserting /;
/** Values that stand in the sentence of an assertion. */
const STATED =
  /Failed asserting that (.+) (?:is identical to|matches expected|is equal to) (.+?)\.?$/m;
const FATAL =
  /(?:Fatal error|Parse error):\s+(?:Uncaught ([\w\\]+): )?([\s\S]+?) in (\/\S.*?|[a-zA-Z]:.*?)(?::| on line )(\d+)$/m;
/** From 10 on PHPUnit tells of errors in its own words. */
const INSIDE = /An error occurred inside PHPUnit\.\s+Message:\s+(.+)\s+Location:\s+(.+):(\d+)$/m;

/** The fields of a failed test's message. */
export type FailureFields = Readonly<Record<string, string>>;

/** What went wrong, frames innermost first. */
export function phpProblem(fields: FailureFields): RawProblem {
  const { message = '', details = '', type } = fields;
  const [, name, said = message] = CLASS.exec(message) ?? [];
  const isAssert = type === 'comparisonFailure' || ASSERTED.test(message);
  return {
    kind: isAssert ? 'assert' : 'throw',
    ...(name !== undefined && { name }),
    message: clipText(said.trim()),
    ...valuesIn(fields),
    frames: placesIn(details),
  };
}

/** The values of a comparison, else those that the sentence states. */
function valuesIn(fields: FailureFields): Pick<RawProblem, 'expected' | 'actual'> {
  const [, stated, wanted] = STATED.exec(fields['message'] ?? '') ?? [];
  const { actual = stated, expected = wanted } = fields;
  return expected === undefined || actual === undefined ? {} : { expected, actual };
}

/** The error that kept PHP from loading the tests, by what was printed; undefined when there is none. */
export function phpLoadError(output: string): RawProblem | undefined {
  const [, name, message, file, line] = FATAL.exec(output) ?? [];
  if (message !== undefined && file !== undefined) {
    const place = { file, line: Number(line) };
    return { kind: 'load', ...(name && { name }), message: clipText(message), frames: [place] };
  }
  const [, inside, where, row] = INSIDE.exec(output) ?? [];
  if (inside === undefined || where === undefined) return undefined;
  return { kind: 'load', message: inside, frames: [{ file: where, line: Number(row) }] };
}

function placesIn(text: string): readonly RawFrame[] {
  return [...text.matchAll(PLACE)].map(([, file = '', line]) => ({ file, line: Number(line) }));
}
