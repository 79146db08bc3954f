import { ExplainedError } from '../../../core/errors';
import { l10n } from '../../host/l10n';

/** A repair shall begin while another one runs in this window. */
export class RepairIsRunning extends ExplainedError {
  constructor() {
    super(
      l10n.t('A repair is running already. Stop it first, or wait for its end.'),
      'configuration',
    );
  }
}
