import type { DevelopersWord, Reviewer, ReviewerAnswer } from '../../core/ports';

/** The developer between two iterations: lets a session go on at once, or holds it until told to. */
export class StepReviewer implements Reviewer {
  private word: DevelopersWord = {};
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

  /** What was said for the next iteration so far. */
  get said(): DevelopersWord {
    return this.word;
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
  say(word: DevelopersWord): void {
    this.add(word);
    this.resume();
  }

  /** Says something for the next iteration; a waiting session goes on waiting, for more or for a step. */
  note(word: DevelopersWord): void {
    this.add(word);
    this.onDidChange();
  }

  /** Rejects with the signal's reason when it is aborted while the session waits. */
  async afterIteration(revision: number, signal: AbortSignal): Promise<ReviewerAnswer> {
    if (!this.isStepping || Object.keys(this.word).length > 0) return this.takeSaid();
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

  private add(word: DevelopersWord): void {
    const hints = [this.word.hint, word.hint].filter((hint) => hint !== undefined);
    this.word = {
      ...this.word,
      ...word,
      ...(hints.length > 0 && { hint: hints.join('\n') }),
    };
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
    const answer = { kind: 'continue', ...this.word } as const;
    const hasWord = Object.keys(this.word).length > 0;
    this.word = {};
    if (hasWord) this.onDidChange();
    return answer;
  }
}
