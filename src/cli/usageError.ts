import { ExplainedError } from '../core/errors';

/** A command line that can't be taken as it is; the message says how to write it. */
export class UsageError extends ExplainedError {
  constructor(message: string, cause?: unknown) {
    super(message, 'configuration', cause);
  }
}
