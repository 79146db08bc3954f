import * as vscode from 'vscode';
import { bestRevision } from '../../core/session/sessionState';
import type { Sessions } from '../sessions/sessions';
import { reviewHunks } from './fileReview';
import { isPlain, markedFile, wantsMarks } from './markedFile';
import { marksOf, type Mark } from './markRanges';
import type { Reviews } from './reviews';

/** Marks the places of undecided proposals in the plain editors of the real files: gutter, edge and overview ruler. */
export class EditorMarks implements vscode.Disposable {
  private readonly listeners: readonly vscode.Disposable[];
  private readonly marked = new WeakSet<vscode.TextEditor>();
  private styles: Styles | undefined;
  private lastEnded: string | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly rooms: { readonly sessions: Sessions; readonly reviews: Reviews },
    onProblem: (problem: unknown) => void,
  ) {
    const draw = (): void => {
      this.draw();
    };
    this.listeners = [
      rooms.reviews.onDidChange(draw),
      vscode.window.onDidChangeVisibleTextEditors(draw),
      vscode.window.onDidChangeTextEditorViewColumn(draw),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        const shown = editor && rooms.reviews.ofShown(editor.document.uri);
        if (shown) rooms.reviews.turnTo(shown.set);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('fixpoint.editorMarks')) draw();
      }),
      rooms.sessions.onDidChange(() => {
        void this.takeUpNewest().catch(onProblem);
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.listeners, ...Object.values(this.styles ?? {})).dispose();
  }

  /** What a session came to is under review from its end on, before anybody opens it. */
  private async takeUpNewest(): Promise<void> {
    const { sessions, reviews } = this.rooms;
    const { newest } = sessions;
    // One that goes on ends a second time.
    if (newest?.running) this.lastEnded = undefined;
    if (!newest || newest.running || newest.id === this.lastEnded || !wantsMarks()) return;
    this.lastEnded = newest.id;
    const revision = bestRevision(newest.state);
    if (revision > 0) reviews.turnTo(await reviews.open({ session: newest.id, revision }));
  }

  private draw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const marks = isPlain(editor) ? this.marksIn(editor) : [];
      if (marks.length === 0 && !this.marked.has(editor)) continue;
      this.styles ??= createStyles(this.extension);
      for (const kind of ['proposal', 'conflict'] as const) {
        const own = marks.filter((mark) => mark.kind === kind);
        const { [kind]: edge, [`${kind}Icon` as const]: icon } = this.styles;
        editor.setDecorations(edge, own.map(linesOf));
        editor.setDecorations(icon, own.map(firstLineOf));
      }
      this.marked.add(editor);
    }
  }

  private marksIn({ document }: vscode.TextEditor): readonly Mark[] {
    const found = markedFile(this.rooms.reviews, document.uri);
    return found ? marksOf(reviewHunks(found.file), document.lineCount) : [];
  }
}

type Styles = Readonly<
  Record<'proposal' | 'conflict' | 'proposalIcon' | 'conflictIcon', vscode.TextEditorDecorationType>
>;

function createStyles(extension: vscode.Uri): Styles {
  return {
    proposal: edgeStyle('fixpoint.proposalForeground'),
    conflict: edgeStyle('fixpoint.conflictForeground'),
    proposalIcon: iconStyle(extension, 'proposal'),
    conflictIcon: iconStyle(extension, 'conflict'),
  };
}

function edgeStyle(colour: string): vscode.TextEditorDecorationType {
  const theme = new vscode.ThemeColor(colour);
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderStyle: 'solid',
    borderWidth: '0 0 0 2px',
    borderColor: theme,
    overviewRulerColor: theme,
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
}

function iconStyle(extension: vscode.Uri, name: string): vscode.TextEditorDecorationType {
  const icon = (theme: string): { readonly gutterIconPath: vscode.Uri } => ({
    gutterIconPath: vscode.Uri.joinPath(extension, 'media', 'marks', `${name}-${theme}.svg`),
  });
  return vscode.window.createTextEditorDecorationType({
    light: icon('light'),
    dark: icon('dark'),
    gutterIconSize: 'contain',
  });
}

function linesOf({ start, end }: Mark): vscode.Range {
  return new vscode.Range(start, 0, end, 0);
}

function firstLineOf({ start }: Mark): vscode.Range {
  return new vscode.Range(start, 0, start, 0);
}
