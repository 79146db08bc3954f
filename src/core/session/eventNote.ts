import type { DevelopersWord } from '../ports';
import type { FrictionReason, HunkName, SessionEvent } from './events';

/** What a search says about itself, in one sentence that is the same in every view; undefined for all other events. */
export function eventNote(event: SessionEvent): string | undefined {
  switch (event.kind) {
    case 'friction':
      return `${FRICTIONS[event.reason]}${event.count > 1 ? ` (${String(event.count)} in a row)` : ''}`;
    case 'refresh':
      return refreshNote(event.lessons.length);
    case 'lock':
      return `Locked, because tests that are green now need it: ${event.hunks.map(placeOf).join(', ')}`;
    case 'minimise':
      return `${event.needed ? 'Needed, because tests fail without it' : 'Left out, because it is not needed'}: ${placeOf(event.hunk)}`;
    case 'critique':
      return `Review of revision ${String(event.revision)}: ${String(event.score)} of 100`;
    case 'reviewer-off':
      return `The reviewer is off: ${event.reason}`;
    case 'select':
      return `Revision ${String(event.revision)} is chosen: ${event.reason}`;
    case 'check':
      return event.valid
        ? `A check was written: ${event.path}; it fails on the code as it is`
        : `A check was refused: ${event.path}; ${event.message}`;
    case 'ask':
      return `Question: ${event.question}`;
    case 'reply':
      return event.answeredBy === undefined
        ? undefined
        : `The server answered with another model than was asked: ${event.answeredBy}`;
    case 'human':
      return event.stop === true ? undefined : `You: ${wordText(event)}`;
    case 'session':
    case 'baseline':
    case 'budget':
    case 'action':
    case 'progress':
    case 'prompt':
    case 'patch':
    case 'guard':
    case 'eval':
    case 'turn':
    case 'feedback':
    case 'outcome':
      return undefined;
  }
}

/** What the developer said, stage by stage, in one line. */
function wordText({ hint, diagnosis, locations, tests, from }: DevelopersWord): string {
  return [
    ...(hint === undefined ? [] : [hint]),
    ...(diagnosis === undefined ? [] : [`it fails because ${diagnosis}`]),
    ...(locations === undefined ? [] : [`look at ${listed(locations, 'what is located')}`]),
    ...(tests === undefined ? [] : [`first fix ${listed(tests, 'all')}`]),
    ...(from === undefined ? [] : [`go on from ${stateName(from)}`]),
  ].join('; ');
}

function listed(names: readonly string[], none: string): string {
  return names.length === 0 ? none : names.join(', ');
}

/** A revision as people speak of it; 0 is the code before all of them. */
export function stateName(revision: number): string {
  return revision === 0 ? 'the original code' : `revision ${String(revision)}`;
}

function refreshNote(lessons: number): string {
  if (lessons === 0) return 'Starting afresh';
  return `Starting afresh with ${String(lessons)} ${lessons === 1 ? 'lesson' : 'lessons'}`;
}

function placeOf({ path, line }: HunkName): string {
  return `${path}:${String(line)}`;
}

const FRICTIONS: Readonly<Record<FrictionReason, string>> = {
  'same-patch': 'The same patch again',
  'same-result': 'The same test result again',
  elsewhere: 'An edit far from every suspected place',
};
