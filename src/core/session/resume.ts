import { ExplainedError } from '../errors';
import type { FileTexts, Model, Reviewer, Workspace } from '../ports';
import { textsOf } from '../revisions/applyRevision';
import type { FileEdit, Revision } from '../revisions/fileEdit';
import type { SolvePorts } from './bench';
import type { Candidate } from './candidate';
import type { SessionEvent } from './events';
import type { History } from './history';
import type { Meter } from './meter';

/** The journal of a session that was cut off: what is done, and the turn that was under way. */
export interface Past {
  readonly complete: readonly SessionEvent[];
  readonly open: readonly SessionEvent[];
}

/** Splits a journal before its last turn; the choice among revisions is done again as a whole, and so is a lost baseline. */
export function splitPast(events: readonly SessionEvent[]): Past {
  const baseline = events.findIndex(({ kind }) => kind === 'baseline');
  if (baseline < 0) return { complete: [], open: events };
  const told = events.findLastIndex(isWord);
  const first = events.findIndex((event, index) => index > told && isChoice(event));
  const choice = events[first - 1]?.kind === 'ask' ? first - 1 : first;
  const lastTurn = events.findLastIndex((event, index) => index > told && event.kind === 'action');
  if (choice < 0 && isAside(events[lastTurn])) return { complete: events, open: [] };
  const cut = choice >= 0 ? choice : lastTurn;
  const start = events[cut - 1]?.kind === 'budget' ? cut - 1 : cut;
  const end = Math.max(start, told + 1, baseline + 1);
  return { complete: events.slice(0, end), open: events.slice(end) };
}

/** What the developer says ends a turn, so all before it is done; a stop is asked for again with the turn. */
function isWord(event: SessionEvent): boolean {
  return event.kind === 'human' && event.stop !== true;
}

/** A revision made besides is not made again: what was found is gone, and what came of it is known or left out. */
function isAside(event: SessionEvent | undefined): boolean {
  return event?.kind === 'action' && event.aside === true;
}

function isChoice(event: SessionEvent): boolean {
  if (event.kind === 'select') return event.aside !== true;
  if (event.kind === 'prompt') return event.role === 'select';
  return event.kind === 'action' && event.action === 'minimise';
}

/** The ports, with answers of the open turn given again instead of asked for again. */
export function portsThatRemember(ports: SolvePorts, open: readonly SessionEvent[]): SolvePorts {
  if (open.length === 0) return ports;
  const replies = open.filter((event) => event.kind === 'reply');
  const humans = open.filter((event) => event.kind === 'human');
  const { model, feedbackModel, reviewer } = ports;
  return {
    ...ports,
    ...(model && { model: rememberingModel(model, replies) }),
    ...(feedbackModel && { feedbackModel: rememberingModel(feedbackModel, replies) }),
    reviewer: rememberingReviewer(reviewer, humans),
  };
}

type EventOf<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>;

/** Both models draw from one list, because replies were journalled in the order of the requests. */
function rememberingModel(model: Model, replies: EventOf<'reply'>[]): Model {
  return {
    ...model,
    complete: (request, signal) => {
      const known = replies.shift();
      if (known === undefined) return model.complete(request, signal);
      return Promise.resolve({
        text: known.text,
        finish: known.finish ?? 'stop',
        usage: known.usage,
      });
    },
  };
}

function rememberingReviewer(reviewer: Reviewer, said: EventOf<'human'>[]): Reviewer {
  return {
    afterIteration: (revision, signal) => {
      const known = said.shift();
      if (known === undefined) return reviewer.afterIteration(revision, signal);
      const { kind: _, stop, ...rest } = known;
      return Promise.resolve(stop === true ? { kind: 'stop' } : { kind: 'continue', ...rest });
    },
  };
}

interface Restored {
  readonly history: History;
  readonly meter: Meter;
  readonly workspace: Workspace;
}

/** Fills history and meter from the events of complete turns; throws an `ExplainedError` when files have changed since. */
export async function restore(
  events: readonly SessionEvent[],
  { history, meter, workspace }: Restored,
): Promise<void> {
  let revision: Revision | undefined;
  let estimate = 0;
  for (const event of events) {
    if (event.kind === 'prompt') estimate = event.estimatedTokens;
    if (event.kind === 'reply') meter.charge(event.usage, estimate);
    if (event.kind === 'patch') revision = event.revision;
    if (event.kind !== 'eval' || revision === undefined) continue;
    history.add(await candidateOf(revision, event, workspace), revision.patchKey);
  }
}

async function candidateOf(
  { number, parent, files, testFiles = [], explanation }: Revision,
  { verdict, report }: EventOf<'eval'>,
  workspace: Workspace,
): Promise<Candidate> {
  const texts = await textsAsBefore(files, workspace);
  const testTexts = await textsAsBefore(testFiles, workspace);
  return { number, parent, texts, files, testTexts, explanation, verdict, report };
}

async function textsAsBefore(files: readonly FileEdit[], workspace: Workspace): Promise<FileTexts> {
  try {
    return await textsOf(files, (path) => workspace.read(path));
  } catch (error) {
    throw new ExplainedError(
      'The files have changed since the session was cut off, so it can not be continued; start a new one.',
      'configuration',
      error,
    );
  }
}
