/** Who has to act: the caller's settings (`configuration`) or the machine and project (`environment`). */
export type ErrorArea = 'configuration' | 'environment';

/** A problem that a person can read: its message is a sentence with the next step. */
export class ExplainedError extends Error {
  readonly area: ErrorArea;

  constructor(message: string, area: ErrorArea, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.area = area;
  }
}
