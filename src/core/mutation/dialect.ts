import type { Language } from '../ports';

/** How a language writes what patterns insert; every argument and result is source text. */
export interface Dialect {
  readonly nothing: string;
  readonly yes: string;
  readonly no: string;
  readonly and: string;
  readonly or: string;
  /** Ends a simple statement. */
  readonly terminator: string;
  /** Functions of one argument that convert or measure. */
  readonly conversions: readonly string[];
  readonly not: (operand: string) => string;
  readonly isNothing: (operand: string) => string;
  readonly isSomething: (operand: string) => string;
  readonly isEmpty: (operand: string) => string;
  readonly equals: (left: string, right: string) => string;
  readonly extreme: (which: 'min' | 'max', operands: readonly [string, string]) => string;
  /** The part of a sequence from `from` up to `to`, either of which may be empty. */
  readonly part: (sequence: string, from: string, to: string) => string;
  /** An `if` around one simple statement, on the lines that `newline` (with its indentation) begins. */
  readonly guard: (condition: string, statement: string, newline: string) => string;
}

/** The dialect of a language. */
export function dialectOf(language: Language): Dialect {
  return language === 'python' ? PYTHON : SCRIPT;
}

const PYTHON: Dialect = {
  nothing: 'None',
  yes: 'True',
  no: 'False',
  and: 'and',
  or: 'or',
  terminator: '',
  conversions: ['len', 'int', 'str', 'abs', 'list', 'sorted', 'float', 'set'],
  not: (operand) => `not ${operand}`,
  isNothing: (operand) => `${operand} is None`,
  isSomething: (operand) => `${operand} is not None`,
  isEmpty: (operand) => `not ${operand}`,
  equals: (left, right) => `${left} == ${right}`,
  extreme: (which, operands) => `${which}(${operands.join(', ')})`,
  part: (sequence, from, to) => `${sequence}[${from}:${to}]`,
  guard: (condition, statement, newline) => `if ${condition}:${newline}    ${statement}`,
};

const SCRIPT: Dialect = {
  nothing: 'null',
  yes: 'true',
  no: 'false',
  and: '&&',
  or: '||',
  terminator: ';',
  conversions: ['Number', 'String', 'Math.abs', 'Math.floor', 'Math.ceil', 'Math.round', 'Boolean'],
  not: (operand) => `!${operand}`,
  isNothing: (operand) => `${operand} == null`,
  isSomething: (operand) => `${operand} != null`,
  isEmpty: (operand) => `${operand}.length === 0`,
  equals: (left, right) => `${left} === ${right}`,
  extreme: (which, operands) => `Math.${which}(${operands.join(', ')})`,
  part: (sequence, from, to) => `${sequence}.slice(${from || '0'}${to === '' ? '' : `, ${to}`})`,
  guard: (condition, statement, newline) =>
    `if (${condition}) {${newline}  ${statement};${newline}}`,
};
