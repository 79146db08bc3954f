import type { Syntax } from '../../src/core/ports';
import type { Effort } from '../../src/core/session/task';
import type { ModelProfile } from './modelProfile';
import type { SimulatedModel } from './simulatedModel';
import type { World } from './world';

/** A way to spend tokens: drawing independent drafts, or an effort of the engine. */
export type Policy = 'plain draws' | Effort;

/** One simulated task, and who solves it how. */
export interface Trial {
  readonly policy: Policy;
  readonly profile: ModelProfile;
  readonly maxTokens: number;
  readonly seed: number;
  readonly task: number;
  readonly syntax: Syntax;
}

/** A trial with its project and its model. */
export interface Setting {
  readonly trial: Trial;
  readonly world: World;
  readonly model: SimulatedModel;
}

/** What came of a trial. */
export interface TrialResult {
  readonly isSolved: boolean;
  /** Input and output tokens of all requests. */
  readonly tokens: number;
}
