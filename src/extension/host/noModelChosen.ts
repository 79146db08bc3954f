import { ExplainedError } from '../../core/errors';

/** A model shall propose, but none is named. */
export class NoModelChosen extends ExplainedError {
  constructor() {
    super('No model is chosen; name one with "Fixpoint: Select Model".', 'configuration');
  }
}
