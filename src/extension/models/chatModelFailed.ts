import { ExplainedError } from '../../core/errors';
import { l10n } from '../host/l10n';
import { chatFailure, chatReason } from './chatFailure';

/** A language model of VS Code did not answer, and asking again would not help. */
export class ChatModelFailed extends ExplainedError {
  constructor(model: string, cause: unknown) {
    super(sentence(model, cause), 'configuration', cause);
  }
}

function sentence(model: string, cause: unknown): string {
  switch (chatFailure(cause)) {
    case 'access-refused':
      return l10n.t(
        'Fixpoint may not use the language model {0}. Run the repair again and allow it when VS Code asks, or select another model.',
        model,
      );
    case 'quota':
      return l10n.t(
        'The quota of {0} is used up or its extension blocks requests: {1}. Wait until it is free again, or select another model.',
        model,
        chatReason(cause),
      );
    case 'gone':
      return l10n.t(
        'VS Code has no language model {0} any more. Sign in to the extension that offers it, or select another model.',
        model,
      );
    case 'off-topic':
      return l10n.t(
        '{0} refused the request as off topic. Select another model, or one of a server of your own.',
        model,
      );
    case 'other':
      return l10n.t(
        'The language model {0} failed: {1}. Try again, or select another model.',
        model,
        chatReason(cause),
      );
  }
}
