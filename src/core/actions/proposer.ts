import type { FileTexts } from '../ports';
import type { Revision } from '../revisions/fileEdit';
import type { Refusal } from '../revisions/applyReply';
import type { SearchState } from '../search/searchState';
import type { Candidate } from '../session/candidate';
import type { SessionEvent } from '../session/events';
import type { TurnMove } from '../policy/move';

/** What the built-in search knows of a change. */
export type Made = Pick<Revision, 'pattern' | 'rivals'>;

/** What a turn came to. */
export type Proposal =
  | ({
      readonly kind: 'change';
      /** What the change was made to: the parent, or the baseline when the answer fits only that. */
      readonly base: Candidate;
      /** Whole texts, to be laid over the base's. */
      readonly texts: FileTexts;
      /** Whole texts of tests that were edited besides; shown, never judged. */
      readonly testTexts?: FileTexts;
      readonly explanation: string;
      /** Other changes of the same base that pass the same tests, likeliest first: shown beside a green one. */
      readonly alternatives?: readonly Alternative[];
    } & Made)
  /** The answer could not be used; another turn may. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The proposer says that specification and tests contradict each other. */
  | { readonly kind: 'conflict'; readonly reason: string }
  | Ended;

/** Another change that does the same as a proposed one, as far as tests can tell. */
export interface Alternative extends Made {
  readonly texts: FileTexts;
  readonly explanation: string;
}

/** Nothing more will come, with the sentence that says why. */
export interface Ended {
  readonly kind: 'ended';
  readonly why: 'stuck' | 'budget' | 'model-stopped';
  readonly message: string;
}

/** What a turn starts from. */
export interface Turn {
  readonly move: TurnMove;
  readonly parent: Candidate;
  /** How the search stood when the turn began. */
  readonly state: SearchState;
  /** Why the last turn's answer to the same parent was not used. */
  readonly refusal?: { readonly message: string };
  /** Whether the model is asked to check itself first: once per slice of the budget. */
  readonly selfCheck: boolean;
}

/** Whatever makes proposals: a model, or the search over mutations. It keeps nothing between turns. */
export type Proposer = (turn: Turn, signal: AbortSignal) => AsyncGenerator<SessionEvent, Proposal>;
