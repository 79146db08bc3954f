/**
 * How often a fix is of a pattern, per thousand fixes; a pattern's candidates in one place share its figure.
 * Where a kind of change is counted in TSSB-3M (C. Richter and H. Wehrheim, MSR 2022: 1.5 million single-statement
 * fixes with a named pattern), the figure is its share, split by judgement where two patterns here are one there.
 * The others, missing or misplaced statements above all, fix more than one expression and are not counted there: theirs
 * are judgements in proportion, guided by Sobreira et al. 2018 (395 fixes of Defects4J: added calls, conditionals and
 * assignments are the commonest repairs).
 */
export const PATTERN_PRIORS = {
  /** Change identifier used: 237 of 1,484 thousand; here without functions. */
  'other-variable': 130,
  /** Change binary operand: 174; the part where an operand is too much. */
  'dropped-operand': 30,
  /** Change binary operand: 174; the part where a number next to it is off by one. */
  'off-by-one': 80,
  /** Change binary operand: 174; the part where a term is missing. */
  'missing-term': 20,
  /** Wrong function name: 134, and change attribute used: 104. */
  'other-member': 80,
  'other-function': 40,
  /** Change identifier used, and change binary operand: the part where the right one is read nearby. */
  'sibling-expression': 30,
  /** Pairs that are opposites or siblings are the likeliest wrong names. */
  counterpart: 60,
  /** Same function, more arguments: 150; a variable in scope is rarely the one that is missing. */
  'missing-argument': 30,
  /** Same function, fewer arguments: 50. */
  'extra-argument': 30,
  /** Same function, swapped arguments: 8 there, where names make it plain; 77 of 4,028 in the larger set. */
  'swapped-arguments': 20,
  /** Add function around expression: 117. */
  'wrapped-expression': 30,
  /** The part of it that keeps the larger or smaller of two values. */
  'bounded-value': 30,
  'unwrapped-call': 30,
  /** Change numeric literal: 97; most numbers there are settings, not logic. */
  'changed-number': 50,
  /** Change boolean literal: 37. */
  'changed-boolean': 25,
  /** Change constant type: 6. */
  'changed-literal': 20,
  /** More specific if: 68. */
  'stronger-condition': 50,
  /** Less specific if: 22. */
  'weaker-condition': 30,
  /** Add attribute access: 32, and wrong caller: 25. */
  'added-access': 20,
  'dropped-access': 10,
  /** Change binary operator: 29, split below; boundaries are the classic case. */
  'comparison-boundary': 30,
  'comparison-direction': 20,
  'comparison-equality': 15,
  'arithmetic-operator': 20,
  'logical-operator': 15,
  'swapped-operands': 15,
  'assignment-operator': 20,
  /** Change unary operator: 15. */
  'negated-condition': 20,
  'constant-condition': 15,
  'part-of-collection': 25,
  'recursion-argument': 30,
  'return-expression': 25,
  'combined-result': 15,
  'missing-return': 20,
  'missing-await': 20,
  'extra-await': 5,
  'jump-kind': 10,
  'deleted-statement': 20,
  'swapped-statements': 20,
  'moved-statement': 25,
  'missing-update': 30,
  'missing-collection-update': 30,
  'missing-guard': 40,
  'missing-jump': 10,
  'default-sort': 15,
  'shared-value': 10,
  'generator-result': 10,
} as const;

/** A family of fixes, as named in journals and figures. */
export type PatternName = keyof typeof PATTERN_PRIORS;
