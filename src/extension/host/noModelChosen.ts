import { ExplainedError } from '../../core/errors';
import { l10n } from './l10n';

/** A model shall propose, but none is named. */
export class NoModelChosen extends ExplainedError {
  constructor() {
    super(l10n.t('No model is chosen; name one with "Fixpoint: Select Model".'), 'configuration');
  }
}
