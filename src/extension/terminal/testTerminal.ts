import * as vscode from 'vscode';
import type { SessionEvent } from '../../core/session/events';
import { createTrialFilter } from '../../core/session/trialFilter';
import { eventLines } from './eventLines';
import { OutputBuffer } from './outputBuffer';
import { OutputCleaner } from './outputCleaner';

const CTRL_C = '\u0003';
/** What was printed while the terminal had no window yet; a terminal opens within moments. */
const MAX_EARLY_CHARACTERS = 65_536;

/** The terminal tab "Fixpoint tests": the live output of the test runs, and a line for each thing that happens. */
export class TestTerminal implements vscode.Disposable {
  private readonly writes = new vscode.EventEmitter<string>();
  private readonly buffer = new OutputBuffer((text) => {
    this.write(text);
  });
  private readonly closing = vscode.window.onDidCloseTerminal((closed) => {
    if (closed === this.terminal) this.terminal = undefined;
  });
  private cleaner = new OutputCleaner();
  private isTrial = createTrialFilter();
  private terminal: vscode.Terminal | undefined;
  private isOpen = false;
  private isLineOpen = false;
  private early = '';

  /** `stop` is called when the developer presses Ctrl+C in the terminal. */
  constructor(private readonly stop: () => void) {}

  /** Starts the text of a session; shows the terminal, without focus, when it is not there yet. */
  begin(title: string): void {
    this.cleaner = new OutputCleaner();
    this.isTrial = createTrialFilter();
    if (!this.terminal) this.openTerminal();
    this.line(`\u001b[7m Fixpoint \u001b[27m ${title}`);
  }

  /** Shows live output of a test run. */
  output(text: string): void {
    const clean = this.cleaner.clean(text);
    if (clean !== '') this.isLineOpen = !clean.endsWith('\n');
    this.buffer.add(clean);
  }

  /** Shows an event; of a trial to leave out a hunk only what came of it. */
  event(event: SessionEvent): void {
    if (this.isTrial(event)) return;
    for (const line of eventLines(event)) this.line(line);
  }

  /** Shows a last line for a session that did not come to an outcome. */
  endWith(text: string): void {
    this.line(text);
  }

  /** Brings the terminal to the front; does nothing before the first session. */
  show(): void {
    this.terminal?.show(true);
  }

  dispose(): void {
    this.buffer.dispose();
    this.closing.dispose();
    this.terminal?.dispose();
    this.writes.dispose();
  }

  private openTerminal(): void {
    this.isOpen = false;
    this.terminal = vscode.window.createTerminal({
      name: vscode.l10n.t('Fixpoint tests'),
      iconPath: new vscode.ThemeIcon('beaker'),
      pty: this.pty(),
    });
    this.terminal.show(true);
  }

  private line(text: string): void {
    // A run may leave a line open, and a colour on.
    const start = this.isLineOpen ? '\r\n' : '';
    this.isLineOpen = false;
    this.buffer.add(`${start}\u001b[0m${new OutputCleaner().clean(text)}\r\n`);
    this.buffer.flush();
  }

  private write(text: string): void {
    if (this.isOpen) this.writes.fire(text);
    else this.early = (this.early + text).slice(-MAX_EARLY_CHARACTERS);
  }

  private pty(): vscode.Pseudoterminal {
    return {
      onDidWrite: this.writes.event,
      open: () => {
        this.isOpen = true;
        this.writes.fire(this.early);
        this.early = '';
      },
      close: () => {
        this.isOpen = false;
      },
      handleInput: (data) => {
        if (data.includes(CTRL_C)) this.stop();
      },
    };
  }
}
