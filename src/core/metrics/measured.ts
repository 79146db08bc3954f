/** A measured number, or the word that says that there was nothing to measure it by. */
export type Measured = number | 'undefined';

/** `part / whole`; undefined as a value when the whole is 0. */
export function ratio(part: number, whole: number): Measured {
  return whole === 0 ? 'undefined' : part / whole;
}
