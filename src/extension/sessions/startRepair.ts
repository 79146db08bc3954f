import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { withTimeLimit } from '../../adapters/timeLimit';
import type { SolvePorts } from '../../core/session/bench';
import type { SessionEvent } from '../../core/session/events';
import type { Task } from '../../core/session/task';
import { problemSentence } from '../host/nextSteps';
import { readSettings } from '../host/readSettings';
import { taskFor } from '../host/settings';
import { showProblem } from '../host/showProblem';
import { StepReviewer } from '../host/stepReviewer';
import { isTrustedOrExplain } from '../host/trust';
import type { Wishes } from '../host/wishes';
import { NotTrusted } from './errors/notTrusted';
import { RepairIsRunning } from './errors/repairIsRunning';
import type { TestTerminal } from '../terminal/testTerminal';
import { showOutcome } from './showOutcome';
import { RepairSession, type SessionView } from './repairSession';
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
  if (!isTrustedOrExplain()) return;
  if (host.sessions.running) {
    void vscode.window.showWarningMessage(new RepairIsRunning().message);
    return;
  }
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
  if ((vscode.workspace.workspaceFolders ?? []).length < 2) return request;
  const folder = vscode.workspace.getWorkspaceFolder(request.folder)?.name;
  if (folder === undefined) return request;
  return { ...request, title: vscode.l10n.t('{0} in {1}', request.title, folder) };
}

/** One run of a session, from opening its ports to disposing of them. */
class RepairRun {
  readonly session: RepairSession;
  private readonly abort = new AbortController();
  private readonly steps: StepReviewer;
  private readonly settings;

  constructor(
    private readonly host: RepairHost,
    private readonly request: RepairRequest,
    private readonly listener: RepairListener,
  ) {
    const { title, folder } = request;
    this.session = new RepairSession({ id: newSessionId(), title, root: folder.toString() });
    this.settings = readSettings(folder);
    this.steps = new StepReviewer(this.settings.stepMode, () => {
      this.session.setPaused(this.steps.pausedAt);
      host.sessions.changed();
    });
  }

  get isStopped(): boolean {
    return this.abort.signal.aborted;
  }

  stop(): void {
    this.abort.abort(new vscode.CancellationError());
  }

  async toEnd(): Promise<void> {
    const { sessions, terminal } = this.host;
    const stop = (): void => {
      this.stop();
    };
    sessions.begin(this.session, { stop, steps: this.steps });
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
    }
  }

  private async withPorts(use: (ports: SolvePorts) => Promise<void>): Promise<void> {
    const { context, terminal } = this.host;
    const { title, folder, instruction, chatModel } = this.request;
    terminal.begin(title);
    // The engine is loaded with the first repair, to keep the start of the editor quick.
    const { openSessionPorts } = await import('../host/openSessionPorts');
    const { ports, dispose } = await openSessionPorts({
      context,
      folder,
      settings: this.settings,
      sessionId: this.session.view.id,
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
    const { experienceFile } = await import('../host/openSessionPorts');
    const file = experienceFile(context);
    const events: SessionEvent[] = [];
    const task = await this.task(file);
    for await (const event of solve(task, ports, this.limited())) {
      events.push(event);
      await this.session.take(event, ports.workspace);
      terminal.event(event);
      log.debug(`${this.session.view.id}: ${event.kind}`);
      sessions.changed();
      this.listener.onEvent?.(event);
    }
    await rememberSession(file, events);
    await wishes.spend(task.constraints ?? []);
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

function newSessionId(): string {
  const time = new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, '-');
  return `${time}-${randomUUID().slice(0, 8)}`;
}
