import type { Reviewer, ReviewerAnswer } from '../../core/ports';

type Continuation = Omit<Extract<ReviewerAnswer, { kind: 'continue' }>, 'kind'>;

/** The developer between two iterations: lets a session go on at once, or holds it until told to. */
export class StepReviewer implements Reviewer {
  private said: Continuation = {};
  private answer: ((answer: ReviewerAnswer) => void) | undefined;
  private waitsAt: number | undefined;

  constructor(
    private isStepping: boolean,
    private readonly onDidChange: () => void,
  ) {}

  /** Whether the session pauses after each iteration. */
  get stepping(): boolean {
    return this.isStepping;
  }

  /** The revision after which the session waits; undefined while it works. */
  get pausedAt(): number | undefined {
    return this.waitsAt;
  }

  /** Runs one more iteration, then pauses; a session that does not pause yet does so after the current one. */
  step(): void {
    this.isStepping = true;
    this.resume();
  }

  /** Runs on without pausing. */
  continue(): void {
    this.isStepping = false;
    this.resume();
  }

  /** Sets whether to pause after the next iterations, without resuming a session that waits. */
  setStepping(stepping: boolean): void {
    this.isStepping = stepping;
    this.onDidChange();
  }

  /** Says something for the next iteration: feedback in words, or the revision to start from. A waiting session resumes. */
  say(continuation: Continuation): void {
    const hints = [this.said.hint, continuation.hint].filter((hint) => hint !== undefined);
    this.said = {
      ...this.said,
      ...continuation,
      ...(hints.length > 0 && { hint: hints.join('\n') }),
    };
    this.resume();
  }

  /** Rejects with the signal's reason when it is aborted while the session waits. */
  async afterIteration(revision: number, signal: AbortSignal): Promise<ReviewerAnswer> {
    if (!this.isStepping || Object.keys(this.said).length > 0) return this.takeSaid();
    signal.throwIfAborted();
    this.waitsAt = revision;
    this.onDidChange();
    try {
      return await this.nextAnswer(signal);
    } finally {
      this.answer = undefined;
      this.waitsAt = undefined;
      this.onDidChange();
    }
  }

  private nextAnswer(signal: AbortSignal): Promise<ReviewerAnswer> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
      this.answer = (answer) => {
        signal.removeEventListener('abort', abort);
        resolve(answer);
      };
    });
  }

  private resume(): void {
    if (this.answer) this.answer(this.takeSaid());
    else this.onDidChange();
  }

  private takeSaid(): ReviewerAnswer {
    const answer = { kind: 'continue', ...this.said } as const;
    this.said = {};
    return answer;
  }
}
