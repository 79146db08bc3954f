import { ExplainedError } from '../../../core/errors';
import { l10n } from '../../host/l10n';

/** A button of an earlier answer, or an open diagnosis, is about a repair that this window no longer remembers. */
export class RepairIsGone extends ExplainedError {
  constructor() {
    super(
      l10n.t('This repair is no longer in the list. Start a new one instead.'),
      'configuration',
    );
  }
}
