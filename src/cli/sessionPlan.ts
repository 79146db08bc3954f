import { readExperience } from '../adapters/journal/experienceFile';
import type { SessionEvent } from '../core/session/events';
import type { Task } from '../core/session/task';
import { chooseModels, type Models } from './chooseModel';
import type { FixOptions } from './fixOptions';
import { experienceFile, lastCutOff, newJournalFile } from './projectJournals';
import { taskOf } from './taskOf';

/** What a session shall do, and where it is kept. */
export interface SessionPlan {
  readonly task: Task;
  readonly models: Models;
  /** Absolute path. */
  readonly journalFile: string;
  /** Events of the same session before it was cut off. */
  readonly past: readonly SessionEvent[];
}

/** The plan of a new session, or of the one that was cut off last, on the project with this real path. */
export function planSession(options: FixOptions, root: string): Promise<SessionPlan> {
  return options.continues ? planContinued(options, root) : planNew(options, root);
}

async function planNew(options: FixOptions, root: string): Promise<SessionPlan> {
  const models = await chooseModels(options, process.env);
  const experience = await readExperience(experienceFile(root));
  const task = taskOf(options, { ...models, ...(experience && { experience }) });
  return { task, models, journalFile: newJournalFile(root), past: [] };
}

async function planContinued(options: FixOptions, root: string): Promise<SessionPlan> {
  const { file, start, events } = await lastCutOff(root);
  const models = await chooseModels({ ...modelsAsBefore(start), ...options }, process.env);
  return { task: start.task, models, journalFile: file, past: events };
}

/** The models that a session began with; the options of now come before them. */
function modelsAsBefore({
  model,
  feedbackModel,
}: Extract<SessionEvent, { kind: 'session' }>): Pick<
  FixOptions,
  'provider' | 'model' | 'feedbackModel'
> {
  if (model === 'built-in') return { provider: 'builtin' };
  return { provider: 'openai', model, ...(feedbackModel !== undefined && { feedbackModel }) };
}
