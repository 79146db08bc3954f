import { ExplainedError } from '../../core/errors';
import { l10n } from '../host/l10n';

/** A model shall propose, but none is named. */
export class NoModelChosen extends ExplainedError {
  constructor() {
    super(l10n.t('No model is chosen. Choose one with "Fixpoint: Select Model".'), 'configuration');
  }
}
