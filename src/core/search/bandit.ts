/** Wins and losses of one way to repair, in one class of failure; fractions come from fading. */
export interface Arm {
  /** Such as `assertion`. */
  readonly failure: string;
  /** Such as `explain`. */
  readonly strategy: string;
  /** The first word of a model's name, such as `gpt`. */
  readonly family: string;
  readonly wins: number;
  readonly losses: number;
  /** Mean tokens of one try; 0 when not known. */
  readonly tokens: number;
}

/** What earlier sessions in a workspace taught about strategies. */
export interface Experience {
  readonly arms: readonly Arm[];
}
