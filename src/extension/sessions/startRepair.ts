import * as vscode from 'vscode';
import { withTimeLimit } from '../../adapters/timeLimit';
import type { SolvePorts } from '../../core/session/bench';
import type { SessionEvent } from '../../core/session/events';
import type { Task } from '../../core/session/task';
import { problemSentence } from '../host/nextSteps';
import { readSettings } from '../host/readSettings';
import { taskFor } from '../host/settings';
import { experienceFile } from '../host/storageFiles';
import { showProblem } from '../host/showProblem';
import { StepReviewer } from '../host/stepReviewer';
import { tellIgnoredSettings } from '../host/tellIgnoredSettings';
import { isTrustedOrExplain } from '../host/trust';
import type { Wishes } from '../host/wishes';
import { NotTrusted } from './errors/notTrusted';
import { RepairIsRunning } from './errors/repairIsRunning';
import type { TestTerminal } from '../terminal/testTerminal';
import type { GoingOn } from './goingOn';
import { newSession } from './newSession';
import { showOutcome } from './showOutcome';
import type { RepairSession, SessionView } from './repairSession';
import type { Sessions } from './sessions';
import { progressText } from './sessionTexts';

/** What a repair needs around it. */
export interface RepairHost {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly sessions: Sessions;
  readonly terminal: TestTerminal;
  readonly wishes: Wishes;
}

/** What shall be repaired. */
export interface RepairRequest {
  readonly title: string;
  readonly folder: vscode.Uri;
  /** As in `Task`: test files or parts of test names; empty: every failing test. */
  readonly targets: readonly string[];
  /** What is wanted, in words; absent when only tests say it. */
  readonly instruction?: string;
  /** The model of the chat that asks; it proposes when the provider is VS Code. */
  readonly chatModel?: vscode.LanguageModelChat;
  /** The title without what tells a branch; absent when it is the same. */
  readonly plainTitle?: string;
  readonly goesOn?: GoingOn;
}

/** Who follows a repair, and may stop it. */
export interface RepairListener {
  readonly cancellation: vscode.CancellationToken;
  /** Called with every event, in order, after the session took it. */
  readonly onEvent?: (event: SessionEvent) => void;
  /** Called with what the session is doing, whenever that may have changed. */
  readonly onProgress?: (message: string) => void;
}

/** Runs a repair to its end, with progress, and reports how it ended; never rejects. One at a time in a window. */
export async function startRepair(host: RepairHost, request: RepairRequest): Promise<void> {
  if (!canStartOrExplain(host)) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Fixpoint: ${titled(request).title}`,
    cancellable: true,
  };
  try {
    const view = await vscode.window.withProgress(options, (progress, cancellation) =>
      runRepair(host, request, {
        cancellation,
        onProgress: (message) => {
          progress.report({ message });
        },
      }),
    );
    void showOutcome(view);
  } catch (problem) {
    void showProblem(problem, host.log);
  }
}

/** Whether a repair can start now; says why when it can't. */
export function canStartOrExplain({ sessions }: RepairHost): boolean {
  if (!isTrustedOrExplain()) return false;
  if (!sessions.running) return true;
  void vscode.window.showWarningMessage(new RepairIsRunning().message);
  return false;
}

/**
 * Runs a repair to its end and returns the session, which has no outcome when it was stopped; says nothing by itself.
 * Rejects with what ended it otherwise, and with an `ExplainedError` when the folder is not trusted or a repair runs.
 */
export async function runRepair(
  host: RepairHost,
  request: RepairRequest,
  listener: RepairListener,
): Promise<SessionView> {
  if (!vscode.workspace.isTrusted) throw new NotTrusted();
  if (host.sessions.running) throw new RepairIsRunning();
  void tellIgnoredSettings(request.folder);
  const run = new RepairRun(host, titled(request), listener);
  const stopping = listener.cancellation.onCancellationRequested(() => {
    run.stop();
  });
  try {
    await run.toEnd();
  } catch (problem) {
    if (!run.isStopped) throw problem;
  } finally {
    stopping.dispose();
  }
  return run.session.view;
}

/** Of several folders in a window the title says which one is meant. */
function titled(request: RepairRequest): RepairRequest {
  const folders = vscode.workspace.workspaceFolders ?? [];
  // Who goes on has the title that says it already.
  if (folders.length < 2 || request.goesOn) return request;
  const folder = vscode.workspace.getWorkspaceFolder(request.folder)?.name;
  if (folder === undefined) return request;
  return { ...request, title: vscode.l10n.t('{0} in {1}', request.title, folder) };
}

/** One run of a session, from opening its ports to disposing of them. */
class RepairRun {
  readonly session: RepairSession;
  private readonly abort = new AbortController();
  private readonly steps: StepReviewer;
  private isCutOff = false;
  private hasNews = false;
  private readonly settings;

  constructor(
    private readonly host: RepairHost,
    private readonly request: RepairRequest,
    private readonly listener: RepairListener,
  ) {
    this.session = newSession(host.context, request);
    this.settings = readSettings(request.folder);
    this.steps = new StepReviewer(this.settings.stepMode, () => {
      this.session.setPaused(this.steps.pausedAt, this.steps.said);
      host.sessions.changed(this.session);
    });
  }

  get isStopped(): boolean {
    return this.abort.signal.aborted;
  }

  stop(): void {
    this.abort.abort(new vscode.CancellationError());
  }

  /** Ends it in the middle, as a crash would, so that it can be gone on with. */
  private cutOff(): void {
    this.isCutOff = true;
    this.stop();
  }

  async toEnd(): Promise<void> {
    const { sessions, terminal } = this.host;
    const stop = (): void => {
      this.stop();
    };
    const cutOff = (): void => {
      this.cutOff();
    };
    sessions.begin(this.session, { stop, cutOff, steps: this.steps });
    const watcher = sessions.onDidChange(() => {
      this.listener.onProgress?.(progressText(this.session.view));
    });
    let sentence: string | undefined;
    try {
      await this.withPorts((ports) => this.follow(ports));
    } catch (problem) {
      if (!this.isStopped) sentence = problemSentence(problem);
      terminal.endWith(sentence ?? vscode.l10n.t('Stopped.'));
      throw problem;
    } finally {
      watcher.dispose();
      sessions.end(this.session, sentence);
      if (sentence !== undefined) this.takeBack();
    }
  }

  /** What could not go on at all leaves the list as it was. */
  private takeBack(): void {
    const { goesOn } = this.request;
    if (!goesOn || this.hasNews) return;
    this.host.sessions.takeBack(this.session, goesOn.kind === 'resumed' ? goesOn.from : undefined);
  }

  private async withPorts(use: (ports: SolvePorts) => Promise<void>): Promise<void> {
    const { context, terminal } = this.host;
    const { title, folder, instruction, chatModel, goesOn } = this.request;
    terminal.begin(title);
    // The engine is loaded with the first repair, to keep the start of the editor quick.
    const { openSessionPorts } = await import('../host/openSessionPorts');
    const { ports, dispose } = await openSessionPorts({
      context,
      folder,
      settings: this.settings,
      journal: goesOn?.journal ?? this.session.view.journal ?? '',
      ...(instruction !== undefined && { instruction }),
      ...(chatModel && { chatModel }),
      reviewer: this.steps,
      onOutput: (text) => {
        terminal.output(text);
      },
    });
    try {
      await use(ports);
    } finally {
      await dispose();
    }
  }

  private async follow(ports: SolvePorts): Promise<void> {
    const { context, sessions, terminal, log, wishes } = this.host;
    const { solve } = await import('../../core/session/solve');
    const { rememberSession } = await import('../../adapters/journal/experienceFile');
    const file = experienceFile(context);
    const { goOnWith, newIn, originOf } = await import('./goingOn');
    const { goesOn } = this.request;
    const origin = originOf(this.settings, process.env);
    const plan = goesOn
      ? await goOnWith(goesOn, ports, { origin, constraints: wishes.forNextSession })
      : { task: { ...(await this.task(file)), origin }, ports };
    const past = plan.ports.journal.past?.length ?? 0;
    const events: SessionEvent[] = [];
    for await (const event of solve(plan.task, this.untilCutOff(plan.ports), this.limited())) {
      if (this.isCutOff) return;
      events.push(event);
      await this.session.take(event, ports.workspace);
      this.hasNews = events.length > past;
      if (this.hasNews) terminal.event(event);
      log.debug(`${this.session.view.id}: ${event.kind}`);
      sessions.changed(this.session);
      this.listener.onEvent?.(event);
    }
    await rememberSession(file, goesOn ? newIn(events, goesOn) : events);
    await wishes.spend(plan.task.constraints ?? []);
  }

  /** What is cut off leaves no outcome in the journal. */
  private untilCutOff(ports: SolvePorts): SolvePorts {
    const { journal } = ports;
    const append = (event: SessionEvent): Promise<void> =>
      this.isCutOff ? Promise.resolve() : journal.append(event);
    return { ...ports, journal: { ...journal, append } };
  }

  private async task(experienceFile: string): Promise<Task> {
    const { targets, instruction } = this.request;
    const { readExperience } = await import('../../adapters/journal/experienceFile');
    const experience = await readExperience(experienceFile);
    const constraints = this.host.wishes.forNextSession;
    const wanted = {
      targets,
      ...(constraints.length > 0 && { constraints }),
      ...(instruction !== undefined && { instruction }),
      ...(experience && { experience }),
    };
    return taskFor(wanted, this.settings);
  }

  private limited(): AbortSignal {
    const { timeoutSeconds } = this.settings;
    const { signal } = this.abort;
    return timeoutSeconds === undefined ? signal : withTimeLimit(signal, timeoutSeconds * 1000);
  }
}
