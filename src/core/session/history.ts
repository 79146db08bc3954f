import type { Candidate } from './candidate';

/** The candidates of a session, in order; the baseline is the first. */
export class History {
  private readonly candidates = new Map<number, Candidate>();
  private readonly keys = new Map<string, number>();

  /** Adds a candidate under the key of its patch. */
  add(candidate: Candidate, patchKey: string): void {
    this.candidates.set(candidate.number, candidate);
    if (!this.keys.has(patchKey)) this.keys.set(patchKey, candidate.number);
  }

  /** The candidate with this number; throws when there is none. */
  at(number: number): Candidate {
    const found = this.candidates.get(number);
    if (found === undefined) throw new Error(`There is no revision ${String(number)}`);
    return found;
  }

  /** Whether there is a candidate with this number. */
  has(number: number): boolean {
    return this.candidates.has(number);
  }

  /** The number of the candidate with the same patch; undefined when the patch is new. */
  numberOf(patchKey: string): number | undefined {
    return this.keys.get(patchKey);
  }

  /** The number that the next revision gets. */
  get nextNumber(): number {
    return this.candidates.size;
  }
}
