import { readExperience } from '../adapters/journal/experienceFile';
import { removeOldJournals } from '../adapters/journal/removeOldJournals';
import type { SessionEvent } from '../core/session/events';
import type { Task } from '../core/session/task';
import { chooseModels, type Models } from './chooseModel';
import type { FixOptions } from './fixOptions';
import { optionsAsBegun } from './optionsAsBegun';
import { originOf } from './origin';
import { experienceFile, lastCutOff, newJournalFile, stateFolderOf } from './projectJournals';
import { taskOf } from './taskOf';

/** What a session shall do, and where it is kept. */
export interface SessionPlan {
  /** As given, and as the session began. */
  readonly options: FixOptions;
  readonly task: Task;
  readonly models: Models;
  /** Absolute path. */
  readonly journalFile: string;
  /** Events of the same session before it was cut off. */
  readonly past: readonly SessionEvent[];
  /** What the user should know of damaged journals; a sentence each. */
  readonly damage: readonly string[];
}

/** The plan of a new session, or of the one that was cut off last, on the project with this real path. */
export function planSession(options: FixOptions, root: string): Promise<SessionPlan> {
  return options.continues ? planContinued(options, root) : planNew(options, root);
}

async function planNew(options: FixOptions, root: string): Promise<SessionPlan> {
  const models = await chooseModels(options, process.env);
  await removeOldJournals(stateFolderOf(root));
  const origin = originOf(options, models, process.env);
  const experience = await readExperience(experienceFile(root));
  const task = taskOf(options, { ...models, origin, ...(experience && { experience }) });
  return { options, task, models, journalFile: newJournalFile(root), past: [], damage: [] };
}

async function planContinued(given: FixOptions, root: string): Promise<SessionPlan> {
  const { file, start, events, damage } = await lastCutOff(root);
  const options = optionsAsBegun(given, start, process.env);
  const models = await chooseModels(options, process.env);
  return { options, task: start.task, models, journalFile: file, past: events, damage };
}
