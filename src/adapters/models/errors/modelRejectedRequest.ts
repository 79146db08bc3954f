import { ExplainedError } from '../../../core/errors';

/** The server understood the request and won't do it, for a reason that asking again does not change. */
export class ModelRejectedRequest extends ExplainedError {
  constructor(host: string, status: number | undefined, reason: string) {
    const name = status === undefined ? 'an error' : `status ${status}`;
    super(
      `${host} rejected the request with ${name}: ${reason}; check the model and the account.`,
      'configuration',
    );
  }
}
