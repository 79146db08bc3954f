import { clipText } from '../report/clipText';
import type { RawFrame, RawProblem } from '../report/runnerEvents';

/** The words of a failed test. */
export interface DotnetFailure {
  readonly outcome: string;
  readonly message: string;
  readonly stack: string;
}

/** How NUnit, MSTest and xunit, in this order, say that a preparation failed; what is said of it comes last. */
const HOOKS = [
  /^(?:OneTime)?(?:SetUp|TearDown) ?: ([\s\S]*)/,
  /^(?:Class |Assembly )?(?:Initialization|Cleanup) method \S+ threw exception\. ([\s\S]*)/,
  /^(?:Class|Collection|Assembly) fixture type '.*' threw in its constructor\s*([\s\S]*)/,
];
/** MSTest's words before an exception. */
const THREW = /^Test method \S+ threw exception: *\n\s*/;
const EXCEPTION = /^(?:-+ )?([\w.+`]*(?:Exception|Error)) ?: ([\s\S]*)/;
const ASSERTION = /Assert|Xunit\.Sdk|NUnit|Shouldly|NotEqualException/;
const TIMEOUT = /execution timed out after|exceeded (?:its )?(?:execution timeout|Timeout value)/i;
/** How xunit and NUnit, MSTest, Shouldly and FluentAssertions, in this order, say what was wanted and what was there. */
const VALUES = [
  /^\s*Expected:[ \t]+(.*)\n(?:.*\n)?\s*(?:Actual|But was):[ \t]+(.*)$/m,
  /Expected:<([\s\S]*?)>\.[\s\S]*?Actual:<([\s\S]*?)>\./,
  /\bshould be\n\s*(.*)\n\s*but was\n\s*(.*)/,
  /^Expected .* to be (.*?),? but found (.*?)\.?$/m,
];
/** `at Shop.Calc.Total(Int32[] order) in /tree/src/Calc.cs:line 9`, its small words in any language. */
const FRAME = /^\s*\S+ (.+?\)) \S+ (.+):\S+ ([1-9]\d*)\s*$/gm;
/** The root of sources in builds that hide where they were made. */
const HIDDEN_ROOT = /^\/_\d*\//;

/** What a failed test says, with values and places; paths are absolute, or relative to the tree. */
export function dotnetProblem({ outcome, message, stack }: DotnetFailure): RawProblem {
  const said = message.replaceAll('\r\n', '\n').trim();
  const hook = HOOKS.map((pattern) => pattern.exec(said)?.[1]).find((text) => text !== undefined);
  const { name, text, isAssertion } = thrown((hook ?? said).replace(THREW, ''));
  const kind = isAssertion ? 'assert' : 'throw';
  const isLate = outcome === 'Timeout' || TIMEOUT.test(said);
  return {
    kind: hook === undefined ? (isLate ? 'timeout' : kind) : 'hook',
    ...(name !== undefined && { name }),
    message: clipText(text.trim() || said || `The test ended as ${outcome}.`),
    ...(isAssertion && valuesIn(said)),
    frames: dotnetFrames(stack),
  };
}

interface Thrown {
  /** The class of an exception, without its namespace. */
  readonly name?: string;
  readonly text: string;
  readonly isAssertion: boolean;
}

/** What frameworks say without the name of an exception is said by their assertions. */
function thrown(said: string): Thrown {
  const [, type, text = ''] = EXCEPTION.exec(said) ?? [];
  return type === undefined
    ? { text: said, isAssertion: true }
    : { name: type.replace(/^.*[.+]/, ''), text, isAssertion: ASSERTION.test(type) };
}

/** The frames of a stack that name a file, innermost first. */
export function dotnetFrames(stack: string): readonly RawFrame[] {
  return [...stack.matchAll(FRAME)].map(([, call = '', file = '', line]) => ({
    file: file.replace(HIDDEN_ROOT, ''),
    line: Number(line),
    function: call.replace(/[([].*$/s, '').replace(/^.*\./, ''),
  }));
}

function valuesIn(text: string): Pick<RawProblem, 'expected' | 'actual'> {
  const [, expected, actual] =
    VALUES.map((pattern) => pattern.exec(text)).find((match) => match !== null) ?? [];
  return expected === undefined || actual === undefined
    ? {}
    : { expected: expected.trim(), actual: actual.trim() };
}
