import type { SessionEvent } from '../session/events';
import { ratio, type Measured } from './measured';
import { flakyIn, passes, testedRevisions, type TestedRevision } from './testedRevisions';

/** Whether a test was right before a revision, and after it. */
export interface Transition {
  readonly before: boolean;
  readonly after: boolean;
}

/** How well right answers are kept (`cl`) and wrong ones corrected (`cs`), with the accuracies before and after. */
export interface Correction {
  /** P(right after | right before). */
  readonly cl: Measured;
  /** P(right after | wrong before). */
  readonly cs: Measured;
  readonly acc1: Measured;
  readonly acc2: Measured;
  /** The second accuracy between the worst (0) and the best (1) that the first one lets expect. */
  readonly rss: Measured;
}

/** CL, CS and RSS of transitions. Source: "Confidence v.s. Critique: A Decomposition of Self-Correction" (2024). */
export function correctionOf(transitions: readonly Transition[]): Correction {
  const right = transitions.filter(({ before }) => before);
  const wrong = transitions.filter(({ before }) => !before);
  const acc1 = ratio(right.length, transitions.length);
  const acc2 = ratio(rightAfter(transitions), transitions.length);
  return {
    cl: ratio(rightAfter(right), right.length),
    cs: ratio(rightAfter(wrong), wrong.length),
    acc1,
    acc2,
    rss: relativeScore(acc1, acc2),
  };
}

/**
 * One transition per test and pair of tested parent and child, in the order of the children's tests. A test that a run
 * of the whole suite does not show is wrong there; of a smaller run only what it shows counts. Flaky tests, and tests
 * that were not meant to pass or fail before, are left out.
 */
export function transitionsOf(events: readonly SessionEvent[]): readonly Transition[] {
  const tested = testedRevisions(events);
  const flaky = flakyIn(events);
  return [...tested.values()].flatMap((child) => {
    const parent = child.parent === undefined ? undefined : tested.get(child.parent);
    return parent === undefined ? [] : transitionsBetween(parent, child, flaky);
  });
}

function rightAfter(transitions: readonly Transition[]): number {
  return transitions.filter(({ after }) => after).length;
}

/** Undefined when nothing or everything was right before. */
function relativeScore(acc1: Measured, acc2: Measured): Measured {
  if (acc1 === 'undefined' || acc2 === 'undefined') return 'undefined';
  return ratio(acc2 - acc1 ** 2, 2 * acc1 * (1 - acc1));
}

function transitionsBetween(
  parent: TestedRevision,
  child: TestedRevision,
  flaky: ReadonlySet<string>,
): readonly Transition[] {
  const ids = new Set([...parent.statuses.keys(), ...child.statuses.keys()]);
  const counted = [...ids].filter((id) => !flaky.has(id) && wasMeantToRun(parent, id));
  return counted.flatMap((id) => {
    const [before, after] = [passes(parent, id), passes(child, id)];
    return before === undefined || after === undefined ? [] : [{ before, after }];
  });
}

function wasMeantToRun({ statuses }: TestedRevision, id: string): boolean {
  const status = statuses.get(id);
  return status === undefined || status === 'passed' || status === 'failed';
}
