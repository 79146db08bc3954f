import type { Ending } from '../session/ending';
import type { ActionName, RepairStyle } from '../session/events';

/** A turn that the policy decided on. */
export interface TurnMove {
  readonly kind: 'turn';
  readonly action: Extract<ActionName, 'draft' | 'repair' | 'fresh' | 'mutate'>;
  /** Only of repairs. */
  readonly style?: RepairStyle;
  /** The revision to start from; 0 is the baseline. */
  readonly parent: number;
  readonly temperature: number;
}

/** The end of the search; with a question when the developer could know more. */
export interface EndMove {
  readonly kind: 'end';
  readonly ending: Ending;
  readonly question?: string;
}

/** What the policy can decide. */
export type Move = TurnMove | EndMove;
