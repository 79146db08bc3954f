import { ModelNotFound } from '../../adapters/models/errors/modelNotFound';
import { ModelRefusedKey } from '../../adapters/models/errors/modelRefusedKey';
import { ModelReplyUnreadable } from '../../adapters/models/errors/modelReplyUnreadable';
import { ModelUnreachable } from '../../adapters/models/errors/modelUnreachable';
import { ExplainedError } from '../../core/errors';
import { ChatModelFailed } from '../models/chatModelFailed';
import { ChatModelGone } from '../models/chatModelGone';
import { NoModelChosen } from '../models/noModelChosen';
import { l10n } from './l10n';

/** What the developer may do about a problem: a button's label and the command behind it. */
export interface NextStep {
  readonly label: string;
  readonly command: string;
}

/** The steps that fit a problem, the most likely one first. */
export function nextSteps(problem: unknown): readonly NextStep[] {
  if (!(problem instanceof ExplainedError)) return [SHOW_LOG];
  if (problem instanceof ModelRefusedKey) return [SET_API_KEY, SELECT_MODEL];
  if (isAboutModel(problem)) return [SELECT_MODEL, OPEN_SETTINGS];
  return [OPEN_SETTINGS];
}

/** What went wrong, in a sentence; of a bug only that it is one. */
export function problemSentence(problem: unknown): string {
  return problem instanceof ExplainedError
    ? problem.message
    : l10n.t('Fixpoint stopped because of a bug of its own. Your files were not changed.');
}

function isAboutModel(problem: ExplainedError): boolean {
  const kinds = [
    NoModelChosen,
    ModelNotFound,
    ModelReplyUnreadable,
    ModelUnreachable,
    ChatModelGone,
    ChatModelFailed,
  ];
  return kinds.some((kind) => problem instanceof kind);
}

const SET_API_KEY: NextStep = { label: l10n.t('Set API Key'), command: 'fixpoint.setApiKey' };
const SELECT_MODEL: NextStep = { label: l10n.t('Select Model'), command: 'fixpoint.selectModel' };
const OPEN_SETTINGS: NextStep = {
  label: l10n.t('Open Settings'),
  command: 'fixpoint.openSettings',
};
const SHOW_LOG: NextStep = { label: l10n.t('Show Log'), command: 'fixpoint.showLog' };
