import { eventNote } from './eventNote';
import type { SessionEvent } from './events';

/** One step of a session's course, as views tell it in the order of time. */
export type CourseStep =
  | { readonly kind: 'revision'; readonly revision: number }
  | RefusalStep
  /** What the search says about itself. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'question'; readonly text: string }
  /** What the developer said. */
  | { readonly kind: 'word'; readonly text: string }
  | TrialsStep;

/** A proposal that was not applied, and what the search says about that. */
export interface RefusalStep {
  readonly kind: 'refusal';
  readonly iteration: number;
  readonly message: string;
  readonly note?: string;
}

/** Hunks that were left out on trial, one after the other. */
export interface TrialsStep {
  readonly kind: 'trials';
  readonly leftOut: number;
  readonly needed: number;
  /** A sentence for each trial. */
  readonly texts: readonly string[];
}

/** The course after one more event of an iteration; pure. What holds of trials becomes a step of its own. */
export function nextCourse(
  course: readonly CourseStep[],
  event: SessionEvent,
  iteration: number,
): readonly CourseStep[] {
  switch (event.kind) {
    case 'guard':
      return [...course, { kind: 'refusal', iteration, message: event.message }];
    case 'minimise':
      return withTrial(course, event);
    case 'ask':
      return [...course, { kind: 'question', text: event.question }];
    case 'human':
      return withNote(course, event, 'word');
    case 'friction':
      return withFriction(course, event);
    case 'refresh':
    case 'check':
    case 'reviewer-off':
    case 'select':
      return withNote(course, event, 'note');
    case 'session':
    case 'baseline':
    case 'budget':
    case 'action':
    case 'progress':
    case 'prompt':
    case 'reply':
    case 'patch':
    case 'eval':
    case 'turn':
    case 'lock':
    case 'critique':
    case 'feedback':
    case 'outcome':
      return course;
  }
}

function withNote(
  course: readonly CourseStep[],
  event: SessionEvent,
  kind: 'note' | 'word',
): readonly CourseStep[] {
  const text = eventNote(event);
  return text === undefined ? course : [...course, { kind, text }];
}

/** Of a proposal that was not applied the search says something at once. */
function withFriction(
  course: readonly CourseStep[],
  event: Extract<SessionEvent, { kind: 'friction' }>,
): readonly CourseStep[] {
  const last = course.at(-1);
  const note = eventNote(event);
  if (last?.kind !== 'refusal' || note === undefined) return withNote(course, event, 'note');
  return course.with(-1, { ...last, note });
}

/** The trials stand where they began, before the revisions that came of them. */
function withTrial(
  course: readonly CourseStep[],
  event: Extract<SessionEvent, { kind: 'minimise' }>,
): readonly CourseStep[] {
  const at = course.findLastIndex(({ kind }) => kind === 'trials');
  const found = course[at];
  const begun = found?.kind === 'trials' ? found : NO_TRIALS;
  const step: TrialsStep = {
    kind: 'trials',
    leftOut: begun.leftOut + (event.needed ? 0 : 1),
    needed: begun.needed + (event.needed ? 1 : 0),
    texts: [...begun.texts, eventNote(event) ?? ''],
  };
  if (at >= 0) return course.with(at, step);
  // The revision that holds without the hunk was listed a moment ago.
  const last = event.needed ? course.length : course.length - 1;
  return [...course.slice(0, last), step, ...course.slice(last)];
}

const NO_TRIALS: TrialsStep = { kind: 'trials', leftOut: 0, needed: 0, texts: [] };
