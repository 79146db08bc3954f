/** A longer instruction asks for more than one thing. */
const EASY_INSTRUCTION_WORDS = 40;
/** About one small function. */
const EASY_ADDED_LINES = 15;

/** A task by its words and the size of its first draft. */
export interface TaskSize {
  readonly instructionWords: number;
  /** Files that the draft changes. */
  readonly files: number;
  readonly addedLines: number;
}

/** How far drawing drafts has come. */
export interface DrawProgress {
  /** How probably the leading behaviour is the majority; 0 when no draft is green. */
  readonly posterior: number;
  /** Draws made, and the most that may be made. */
  readonly spent: number;
  readonly cap: number;
}

/** Whether one draft is enough: a short instruction, answered by few lines in one file. */
export function isEasy({ instructionWords, files, addedLines }: TaskSize): boolean {
  return instructionWords <= EASY_INSTRUCTION_WORDS && files <= 1 && addedLines <= EASY_ADDED_LINES;
}

/** One draw tells nothing about agreement. */
const FEWEST_DRAWS = 2;
/** A leader that is no likelier than this is no leader (Difficulty-Adaptive Self-Consistency). */
const HOPELESS_POSTERIOR = 0.5;

/** Whether to give up because half of the budget has brought no leader. */
export function isHopeless({ posterior, spent, cap }: DrawProgress): boolean {
  return spent >= FEWEST_DRAWS && spent >= cap / 2 && posterior <= HOPELESS_POSTERIOR;
}
