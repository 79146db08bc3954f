import { ExplainedError } from '../../../core/errors';

/** The server kept failing in a way that usually passes, such as 429, 503 or a broken stream. */
export class ModelUnavailable extends ExplainedError {
  constructor(host: string, reason: string) {
    super(
      `${host} kept failing, also when asked again: ${reason}; try again later.`,
      'configuration',
    );
  }
}
