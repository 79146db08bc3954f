import type { Model } from '../ports';
import type { Bench } from '../session/bench';
import type { History } from '../session/history';

/** Who is asked, about what. */
export interface Asked {
  readonly bench: Bench;
  readonly model: Model;
  readonly history: History;
}
