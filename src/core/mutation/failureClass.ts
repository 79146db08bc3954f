import type { Problem } from '../testReport';
import type { PatternName } from './patternPriors';

/** What kind of fault a failure points at. */
export type FailureClass = 'endless' | 'missing-value' | 'out-of-bounds' | 'wrong-value';

/** The class of a failure, from its kind, its error's name and the wording of Python's and JavaScript's own errors. */
export function failureClassOf({ kind, name = '', message }: Problem): FailureClass {
  const told = `${name} ${message}`;
  if (kind === 'timeout' || ENDLESS.test(told)) return 'endless';
  if (MISSING_VALUE.test(told)) return 'missing-value';
  return OUT_OF_BOUNDS.test(told) ? 'out-of-bounds' : 'wrong-value';
}

/** The factor on a pattern's prior, given the classes of the failures to fix. */
export function evidenceFor(pattern: PatternName, classes: ReadonlySet<FailureClass>): number {
  const fits = [...classes].some((failure) => CURES[failure].has(pattern));
  return fits ? CURE_FACTOR : 1;
}

/** A cure of the class that was seen counts several times as much; a judgement, as no corpus counts this. */
const CURE_FACTOR = 3;

const ENDLESS = /RecursionError|Maximum call stack|recursion depth|timed? ?out/i;
const MISSING_VALUE = /NoneType|of (?:null|undefined)|is (?:null|undefined)\b|UnboundLocalError/;
const OUT_OF_BOUNDS = /IndexError|KeyError|RangeError|out of range|pop from (?:an )?empty/;

const CURES: Record<FailureClass, ReadonlySet<PatternName>> = {
  endless: new Set<PatternName>([
    'missing-update',
    'missing-collection-update',
    'missing-guard',
    'missing-jump',
    'recursion-argument',
    'constant-condition',
    'comparison-boundary',
    'comparison-direction',
    'assignment-operator',
    'off-by-one',
    'swapped-arguments',
    'weaker-condition',
    'stronger-condition',
  ]),
  'missing-value': new Set<PatternName>([
    'weaker-condition',
    'stronger-condition',
    'missing-guard',
    'missing-return',
    'missing-await',
    'changed-literal',
    'constant-condition',
  ]),
  'out-of-bounds': new Set<PatternName>([
    'off-by-one',
    'comparison-boundary',
    'changed-number',
    'part-of-collection',
    'constant-condition',
    'missing-guard',
    'weaker-condition',
    'stronger-condition',
  ]),
  'wrong-value': new Set<PatternName>(),
};
