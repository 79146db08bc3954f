import type { OpenJournal } from '../../adapters/journal/jsonLinesJournal';
import { serverAddress } from '../../adapters/models/serverAddress';
import { ExplainedError } from '../../core/errors';
import type { SolvePorts } from '../../core/session/bench';
import type { SessionEvent } from '../../core/session/events';
import type { Origin, Task } from '../../core/session/task';
import { l10n } from '../host/l10n';
import type { Settings } from '../host/settings';
import type { RepairSession } from './repairSession';

/** What a session goes on from: its own past, when it was cut off, or that of an older one up to some revision. */
export interface GoingOn {
  readonly kind: 'resumed' | 'branched';
  readonly from: RepairSession;
  readonly past: readonly SessionEvent[];
  /** Its own journal when it was cut off; whoever opened it closes it. */
  readonly journal?: OpenJournal;
}

/** What the settings and the developer want of a session that begins or goes on now. */
export interface WantedNow {
  readonly origin: Origin;
  /** As in `Task`. */
  readonly constraints: readonly string[];
}

/**
 * The task and the ports of a session that goes on; of a branch the past is written into its new journal. Throws an
 * `ExplainedError` when a session that was cut off would go on with other models, servers or tests than it began with.
 */
export async function goOnWith(
  { kind, past }: GoingOn,
  ports: SolvePorts,
  wanted: WantedNow,
): Promise<{ readonly task: Task; readonly ports: SolvePorts }> {
  const [start] = past;
  if (start?.kind !== 'session') throw new NothingToGoOnFrom();
  const now = { model: modelName(ports), runner: ports.runner.name, origin: wanted.origin };
  if (kind === 'resumed') {
    assertAsBegun(start, { ...now, feedbackModel: ports.feedbackModel?.name });
    return { task: start.task, ports: { ...ports, journal: { ...ports.journal, past } } };
  }
  const begun = begunAnew(start, ports, wanted);
  const own = [begun, ...past.slice(1)];
  for (const event of own) await ports.journal.append(event);
  return { task: begun.task, ports: { ...ports, journal: { ...ports.journal, past: own } } };
}

/** What an older session did was remembered at its end; its verdicts are still needed to judge what came after. */
export function newIn(
  events: readonly SessionEvent[],
  { kind, past }: GoingOn,
): readonly SessionEvent[] {
  if (kind === 'resumed') return events;
  return events.filter((event, index) => index >= past.length || event.kind !== 'action');
}

/** Where the model is asked and what judges, as settings and environment choose it; never holds a key. */
export function originOf(
  { provider, baseUrl, testCommand, runner }: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): Origin {
  const server = baseUrl ?? environment['OPENAI_BASE_URL'];
  const address = provider === 'openai' && server !== undefined ? serverAddress(server) : undefined;
  return {
    ...(address !== undefined && { baseUrl: address }),
    ...(testCommand !== undefined && { testCommand }),
    ...(runner !== undefined && { runner }),
  };
}

/** The journal of a session is gone or tells nothing. */
export class NothingToGoOnFrom extends ExplainedError {
  constructor() {
    super(
      l10n.t('The journal of this repair is gone, so nothing can go on from it; start a new one.'),
      'configuration',
    );
  }
}

type Start = Extract<SessionEvent, { kind: 'session' }>;

/** A branch may be taken by another model, under the constraints of now; the tests are run as they are now. */
function begunAnew(start: Start, ports: SolvePorts, { origin, constraints }: WantedNow): Start {
  const { feedbackModel: _, ...rest } = start;
  const { constraints: __, ...task } = start.task;
  return {
    ...rest,
    task: { ...task, origin, ...(constraints.length > 0 && { constraints }) },
    model: modelName(ports),
    ...(ports.feedbackModel && { feedbackModel: ports.feedbackModel.name }),
    runner: ports.runner.name,
  };
}

interface Choices {
  readonly model: string;
  readonly feedbackModel: string | undefined;
  readonly runner: string;
  readonly origin: Origin;
}

function assertAsBegun({ model, feedbackModel, runner, task }: Start, now: Choices): void {
  const { origin = {} } = task;
  const pairs: readonly (readonly [string, string | undefined, string | undefined])[] = [
    [l10n.t('model'), model, now.model],
    [l10n.t('feedback model'), feedbackModel, now.feedbackModel],
    [l10n.t('server'), origin.baseUrl, now.origin.baseUrl],
    [l10n.t('test runner'), runner, now.runner],
    [l10n.t('test command'), origin.testCommand, now.origin.testCommand],
  ];
  const differs = pairs.find(([, begun, chosen]) => begun !== chosen);
  if (differs !== undefined) throw new OtherChoices(...differs);
}

class OtherChoices extends ExplainedError {
  constructor(what: string, begun: string | undefined, chosen: string | undefined) {
    super(
      l10n.t(
        'This repair began with the {0} {1}, but {2} is chosen now. Choose it as it was to go on, or start a new repair.',
        what,
        begun ?? l10n.t('of the project'),
        chosen ?? l10n.t('none'),
      ),
      'configuration',
    );
  }
}

function modelName({ model }: SolvePorts): string {
  return model?.name ?? 'built-in';
}
