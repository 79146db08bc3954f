import * as vscode from 'vscode';
import type { Verdict } from '../../core/selection/verdict';
import { readSettings } from '../host/readSettings';
import type { RepairSession } from '../sessions/repairSession';
import type { Sessions } from '../sessions/sessions';
import { verdictMarks } from '../sessions/verdictText';
import type { TestTerminal } from '../terminal/testTerminal';
import { filesKey } from './acceptedState';
import type { ReviewSet } from './reviewSet';
import type { Reviews } from './reviews';

interface AcceptedHost {
  readonly context: vscode.ExtensionContext;
  readonly sessions: Sessions;
  readonly reviews: Reviews;
  readonly terminal: TestTerminal;
}

/** Runs the tests on the files as they are after a review, one run at a time. */
export class AcceptedTests implements vscode.Disposable {
  private running: AbortController | undefined;

  constructor(private readonly host: AcceptedHost) {}

  /** Whether tests are being run just now, here or by a repair. */
  get isBusy(): boolean {
    return this.running !== undefined || this.host.sessions.running !== undefined;
  }

  /** Stops the run, if there is one. */
  stop(): void {
    this.running?.abort(new vscode.CancellationError());
  }

  /**
   * The verdict on the workspace folder as it is now, by the standard of the session; shown in the views as well. Undefined
   * when it was stopped, when the files were changed meanwhile, or the session never came to a baseline. Throws an `ExplainedError` when the tests can't run.
   */
  async run(set: ReviewSet): Promise<Verdict | undefined> {
    const session = this.host.sessions.find(set.session);
    if (!session || this.isBusy) return undefined;
    const abort = new AbortController();
    this.running = abort;
    const { revision } = set;
    const files = filesKey(set);
    this.show(session, set, { revision, files });
    try {
      const found = await this.withProgress(set, session, abort);
      const isStill = files === filesKey(this.host.reviews.current(set) ?? set);
      const verdict = isStill ? found : undefined;
      this.show(session, set, verdict && { revision, files, verdict });
      return verdict;
    } catch (problem) {
      this.show(session, set, undefined);
      if (abort.signal.aborted) return undefined;
      throw problem;
    } finally {
      this.running = undefined;
    }
  }

  dispose(): void {
    this.stop();
  }

  private async withProgress(
    set: ReviewSet,
    session: RepairSession,
    abort: AbortController,
  ): Promise<Verdict | undefined> {
    const title = vscode.l10n.t('Fixpoint: testing what you accepted');
    const location = vscode.ProgressLocation.Notification;
    return vscode.window.withProgress({ location, title, cancellable: true }, (_, cancel) => {
      cancel.onCancellationRequested(() => {
        this.stop();
      });
      return this.judge(set, session, abort.signal);
    });
  }

  private async judge(
    set: ReviewSet,
    session: RepairSession,
    signal: AbortSignal,
  ): Promise<Verdict | undefined> {
    const { context, terminal } = this.host;
    const { openTestPorts } = await import('../host/openSessionPorts');
    const { readJournal } = await import('../../adapters/journal/jsonLinesJournal');
    const { judgeNow } = await import('../../core/session/judgeNow');
    const folder = vscode.Uri.parse(set.root, true);
    const { journal } = session.view;
    const events = journal === undefined ? [] : await readJournal(journal);
    const begun = events.find((event) => event.kind === 'session');
    const instruction = begun?.kind === 'session' ? begun.task.instruction : undefined;
    terminal.begin(vscode.l10n.t('What you accepted of revision {0}', set.revision));
    const { ports, dispose } = await openTestPorts({
      context,
      folder,
      settings: readSettings(folder),
      ...(instruction !== undefined && { instruction }),
      onOutput: (text) => {
        terminal.output(text);
      },
    });
    try {
      const before = session.textsOf(set.revision)?.baseline ?? new Map<string, string | null>();
      const evaluation = await judgeNow({ events, ports, before }, signal);
      terminal.endWith(evaluation ? marksText(evaluation.verdict) : vscode.l10n.t('Not tested.'));
      return evaluation?.verdict;
    } finally {
      await dispose();
    }
  }

  private show(
    session: RepairSession,
    { revision }: ReviewSet,
    accepted: Parameters<RepairSession['setAccepted']>[1],
  ): void {
    session.setAccepted(revision, accepted);
    this.host.sessions.changed(session);
  }
}

/** The three marks of a verdict on what was accepted, in one line. */
export function marksText(verdict: Verdict): string {
  const marks = verdictMarks(verdict).map(({ text }) => text);
  return vscode.l10n.t('What you accepted: {0}', marks.join(' · '));
}
