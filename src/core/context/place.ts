/** A place that may hold the fault; rows 0-based, both inclusive. */
export interface Place {
  readonly path: string;
  readonly startRow: number;
  readonly endRow: number;
  /** The function's name; absent when the place is a whole file. */
  readonly name?: string;
  /** In [0, 1]: how much the evidence speaks for this place. */
  readonly suspiciousness: number;
  /** The evidence, as a phrase. */
  readonly reason: string;
}
