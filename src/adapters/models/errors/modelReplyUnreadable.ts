import { ExplainedError } from '../../../core/errors';

/** Something answers at the model's address, but not in the protocol of chat completions. */
export class ModelReplyUnreadable extends ExplainedError {
  constructor(host: string, what: string) {
    super(
      `${host} answered with ${what} instead of a model's reply; check that the base URL is that of an OpenAI-compatible server (it usually ends in /v1).`,
      'configuration',
    );
  }
}
