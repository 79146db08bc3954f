import { ExplainedError } from '../../core/errors';
import { l10n } from '../host/l10n';

/** VS Code has no language model of the name that is set. */
export class ChatModelGone extends ExplainedError {
  constructor(model: string) {
    super(
      l10n.t(
        'VS Code has no language model "{0}" now. Sign in to the extension that offers it, or select another model.',
        model,
      ),
      'configuration',
    );
  }
}
