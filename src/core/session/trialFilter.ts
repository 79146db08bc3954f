import type { SessionEvent } from './events';

/** A test of whether an event only tells of a trial to leave out a hunk; its result is told by the `minimise` event. */
export function createTrialFilter(): (event: SessionEvent) => boolean {
  let isTrial = false;
  return (event) => {
    if (event.kind === 'action') isTrial = event.action === 'minimise';
    return isTrial && (event.kind === 'action' || event.kind === 'patch' || event.kind === 'eval');
  };
}
