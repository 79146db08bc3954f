/** How a simulated model behaves; shares and probabilities in [0, 1]. Chosen to span what models do, not measured. */
export interface ModelProfile {
  readonly name: string;
  /** Share of the tasks that it can solve at all. */
  readonly reach: number;
  /** Mean probability, over the tasks in reach, that one draft fixes everything. */
  readonly fix: number;
  /** How alike the tasks in reach are: the draft probabilities follow Beta(fix · alike, (1 − fix) · alike). */
  readonly alike: number;
  /** What a failed test's message adds to that probability in a repair. */
  readonly feedbackGain: number;
  /** What an explanation of the failure, asked for before the repair, adds to it besides. */
  readonly explanationGain: number;
  /** Probability that an edit which does not fix everything fixes one of several tests. */
  readonly partial: number;
  /** Probability that it repeats its last edit when that stands in the conversation. */
  readonly friction: number;
  /** Probability that an independent draft equals an earlier one. */
  readonly duplicate: number;
  /** The same for a draft that is told what was tried. */
  readonly duplicateWhenTold: number;
  /** Probability that an edit breaks a test that passed. */
  readonly breakage: number;
}

/** Three models: one that mostly gets there, one that gains from help, and one that argues. */
export const MODEL_PROFILES: readonly ModelProfile[] = [
  {
    name: 'strong',
    reach: 0.97,
    fix: 0.5,
    alike: 3,
    feedbackGain: 0.2,
    explanationGain: 0.02,
    partial: 0.5,
    friction: 0.1,
    duplicate: 0.25,
    duplicateWhenTold: 0.1,
    breakage: 0.03,
  },
  {
    name: 'middling',
    reach: 0.9,
    fix: 0.22,
    alike: 3,
    feedbackGain: 0.12,
    explanationGain: 0.04,
    partial: 0.4,
    friction: 0.3,
    duplicate: 0.35,
    duplicateWhenTold: 0.2,
    breakage: 0.08,
  },
  {
    name: 'stubborn',
    reach: 0.85,
    fix: 0.18,
    alike: 3,
    feedbackGain: 0.04,
    explanationGain: 0.02,
    partial: 0.25,
    friction: 0.7,
    duplicate: 0.5,
    duplicateWhenTold: 0.35,
    breakage: 0.1,
  },
];
