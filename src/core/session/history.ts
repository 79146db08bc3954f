import type { Candidate } from './candidate';

/** The candidates of a session, in order; the baseline is the first. */
export class History {
  private readonly candidates: Candidate[] = [];
  private readonly keys = new Map<string, number>();

  /** Adds a candidate under the key of its patch. */
  add(candidate: Candidate, patchKey: string): void {
    this.candidates.push(candidate);
    this.keys.set(patchKey, candidate.number);
  }

  /** The candidate with this number. */
  get(number: number): Candidate | undefined {
    return this.candidates.find((candidate) => candidate.number === number);
  }

  /** The number of the candidate with the same patch; undefined when the patch is new. */
  numberOf(patchKey: string): number | undefined {
    return this.keys.get(patchKey);
  }

  /** How many revisions there are, the baseline not counted. */
  get revisions(): number {
    return Math.max(0, this.candidates.length - 1);
  }

  /** The candidate 0. */
  get baseline(): Candidate {
    const [first] = this.candidates;
    if (first === undefined) throw new Error('The baseline has not been measured');
    return first;
  }

  /** The highest value, the earliest among equals; undefined before the baseline is known. */
  get best(): Candidate | undefined {
    return this.candidates.reduce<Candidate | undefined>(
      (best, next) => (best === undefined || next.verdict.value > best.verdict.value ? next : best),
      undefined,
    );
  }
}
