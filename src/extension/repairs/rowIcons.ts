import type { Row } from './row';

/** An icon with its theme colour. */
export type RowIcon = Pick<Row, 'icon' | 'colour'>;

export const PASSED: RowIcon = { icon: 'pass', colour: 'testing.iconPassed' };
export const UNPROVEN: RowIcon = { icon: 'unverified', colour: 'testing.iconQueued' };
export const PARTLY: RowIcon = { icon: 'circle-large-outline', colour: 'testing.iconQueued' };
export const FAILED: RowIcon = { icon: 'error', colour: 'testing.iconFailed' };
export const TROUBLE: RowIcon = { icon: 'warning', colour: 'list.warningForeground' };
