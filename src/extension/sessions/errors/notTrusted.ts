import { ExplainedError } from '../../../core/errors';
import { l10n } from '../../host/l10n';

/** Something shall run in a workspace that the developer does not trust. */
export class NotTrusted extends ExplainedError {
  constructor() {
    super(
      l10n.t(
        'Fixpoint runs this folder\'s tests, so it works only in a trusted workspace. The developer can trust it with the command "Workspaces: Manage Workspace Trust".',
      ),
      'configuration',
    );
  }
}
