import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { readExperience, rememberSession } from '../../adapters/journal/experienceFile';
import { withTimeLimit } from '../../adapters/timeLimit';
import type { SolvePorts } from '../../core/session/bench';
import type { SessionEvent } from '../../core/session/events';
import { solve } from '../../core/session/solve';
import type { Task } from '../../core/session/task';
import { problemSentence } from '../host/nextSteps';
import { experienceFile, openSessionPorts } from '../host/openSessionPorts';
import { readSettings } from '../host/readSettings';
import { taskFor } from '../host/settings';
import { showProblem } from '../host/showProblem';
import { StepReviewer } from '../host/stepReviewer';
import { isTrustedOrExplain } from '../host/trust';
import type { TestTerminal } from '../terminal/testTerminal';
import { showOutcome } from './showOutcome';
import { RepairSession } from './repairSession';
import type { Sessions } from './sessions';
import { progressText } from './sessionTexts';

/** What a repair needs around it. */
export interface RepairHost {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly sessions: Sessions;
  readonly terminal: TestTerminal;
}

/** What shall be repaired. */
export interface RepairRequest {
  readonly title: string;
  readonly folder: vscode.Uri;
  /** As in `Task`: test files or parts of test names; empty: every failing test. */
  readonly targets: readonly string[];
  /** What is wanted, in words; absent when only tests say it. */
  readonly instruction?: string;
}

/** Runs a repair to its end, with progress, and reports how it ended; never rejects. One at a time in a window. */
export async function startRepair(host: RepairHost, request: RepairRequest): Promise<void> {
  if (!isTrustedOrExplain()) return;
  if (host.sessions.running) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('A repair is running already. Stop it first, or wait for its end.'),
    );
    return;
  }
  const run = new RepairRun(host, request);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Fixpoint: ${request.title}`,
    cancellable: true,
  };
  try {
    await vscode.window.withProgress(options, (progress, cancellation) => {
      cancellation.onCancellationRequested(() => {
        run.stop();
      });
      return run.toEnd((message) => {
        progress.report({ message });
      });
    });
    void showOutcome(run.session.view);
  } catch (problem) {
    if (!run.isStopped) void showProblem(problem, host.log);
  }
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

  async toEnd(report: (message: string) => void): Promise<void> {
    const { sessions, terminal } = this.host;
    const stop = (): void => {
      this.stop();
    };
    sessions.begin(this.session, { stop, steps: this.steps });
    const watcher = sessions.onDidChange(() => {
      report(progressText(this.session.view));
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
    terminal.begin(this.request.title);
    const { ports, dispose } = await openSessionPorts({
      context,
      folder: this.request.folder,
      settings: this.settings,
      sessionId: this.session.view.id,
      ...(this.request.instruction !== undefined && { instruction: this.request.instruction }),
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
    const { context, sessions, terminal, log } = this.host;
    const file = experienceFile(context);
    const events: SessionEvent[] = [];
    for await (const event of solve(await this.task(file), ports, this.limited())) {
      events.push(event);
      await this.session.take(event, ports.workspace);
      terminal.event(event);
      log.debug(`${this.session.view.id}: ${event.kind}`);
      sessions.changed();
    }
    await rememberSession(file, events);
  }

  private async task(experienceFile: string): Promise<Task> {
    const { targets, instruction } = this.request;
    const experience = await readExperience(experienceFile);
    const wanted = {
      targets,
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
