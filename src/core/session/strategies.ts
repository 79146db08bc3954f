import type { FailureClass } from '../feedback/failureClass';
import type { RepairStyle } from './events';

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

/** The styles for a failure; models that think have explained it to themselves already. */
export function stylesFor(failure: FailureClass, thinks: boolean): readonly RepairStyle[] {
  return thinks ? STYLES[failure].filter((style) => style !== 'explain') : STYLES[failure];
}
