import type { FailureClass } from '../feedback/failureClass';
import type { RepairStyle } from '../session/events';

/** The repairs worth trying for a class of failure, the usually best first. */
const STYLES: Record<FailureClass, readonly RepairStyle[]> = {
  none: ['bare'],
  environment: ['bare'],
  load: ['bare'],
  assertion: ['bare', 'explain', 'trace'],
  exception: ['bare', 'explain', 'trace'],
  timeout: ['trace', 'bare'],
  regression: ['bare', 'explain'],
};

/**
 * The styles for a failure. An explanation needs a request of its own, and models that think have explained it to
 * themselves already.
 */
export function stylesFor(failure: FailureClass, canExplain: boolean): readonly RepairStyle[] {
  return !canExplain ? STYLES[failure].filter((style) => style !== 'explain') : STYLES[failure];
}
