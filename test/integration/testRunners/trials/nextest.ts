import type { Trial } from '../trial';
import { CARGO } from './cargo';

/** Tried where it is installed. */
export const NEXTEST: Trial = {
  ...CARGO,
  runner: 'nextest',
  triedWith: '0.9.151',
};
