import * as vscode from 'vscode';
import type { RevisionState } from '../../core/session/sessionState';
import type { Sessions } from '../sessions/sessions';
import { RepairIsGone } from '../sessions/errors/repairIsGone';
import { beginFileReview, expecting, withReal, withShown, type FileReview } from './fileReview';
import { replaceText } from './hunkEdits';
import { plainText, plainTextOrNull } from './plainText';
import { checkedRealUri, readRealText } from './realFile';
import { decidedSentence, partOf, reviewKey, withFile, type ReviewSet } from './reviewSet';
import { REVISION_SCHEME, realUri, shownUri } from './reviewUri';
import type { RevisionFileSystem } from './revisionFileSystem';

/** One file of one review. */
export interface ReviewedFile {
  readonly set: ReviewSet;
  readonly file: FileReview;
}

/** A review, or a part of it, in which nothing is left to decide. */
export interface DecidedReview {
  readonly set: ReviewSet;
  /** Says so. */
  readonly sentence: string;
}

interface ReviewPlaces {
  readonly sessions: Sessions;
  readonly proposals: RevisionFileSystem;
  readonly records: string;
}

/** The open reviews: keeps their two texts in step with the real files and with edits of the proposals. */
export class Reviews implements vscode.Disposable {
  private readonly sets = new Map<string, ReviewSet>();
  private readonly opening = new Map<string, Promise<ReviewSet>>();
  private readonly changes = new vscode.EventEmitter<ReviewSet>();
  private readonly decisions = new vscode.EventEmitter<DecidedReview>();
  private readonly listeners: vscode.Disposable[];
  private readonly sessions: Sessions;
  private readonly proposals: RevisionFileSystem;
  private turnedTo: string | undefined;
  /** Absolute path of the folder that holds the records of accepts under way. */
  readonly records: string;
  /** The keys of the reviews whose sessions are in the list. */
  private listed: ReadonlySet<string> = new Set();
  readonly onDidChange = this.changes.event;
  readonly onDidDecide = this.decisions.event;

  constructor(
    { sessions, proposals, records }: ReviewPlaces,
    private readonly onProblem: (problem: unknown) => void,
  ) {
    this.sessions = sessions;
    this.proposals = proposals;
    this.records = records;
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const reread = (uri: vscode.Uri): void => {
      void this.readAgain(uri).catch(onProblem);
    };
    this.listeners = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.takeDocument(document);
      }),
      sessions.onDidChange((id) => {
        if (id === undefined) this.followList();
      }),
      watcher.onDidChange(reread),
      watcher.onDidCreate(reread),
      watcher.onDidDelete(reread),
      watcher,
    ];
  }

  /** The review of a revision, begun when it is not open yet; throws when the revision is not of this window. */
  async open(target: Pick<ReviewSet, 'session' | 'revision'>): Promise<ReviewSet> {
    const key = reviewKey(target);
    const present = this.sets.get(key);
    if (present) return present;
    const begun = this.opening.get(key) ?? this.begin(target);
    this.opening.set(key, begun);
    try {
      return await begun;
    } finally {
      this.opening.delete(key);
    }
  }

  /** The review as it is now; undefined when it was never opened. */
  current(target: Pick<ReviewSet, 'session' | 'revision'>): ReviewSet | undefined {
    return this.sets.get(reviewKey(target));
  }

  /** The review that the developer was shown last; the one that plain editors of its files are about. */
  get underReview(): ReviewSet | undefined {
    return this.all.find((set) => reviewKey(set) === this.turnedTo);
  }

  /** Makes a review the one under review. */
  turnTo(set: Pick<ReviewSet, 'session' | 'revision'>): void {
    const found = this.current(set);
    if (!found || this.turnedTo === reviewKey(set)) return;
    this.turnedTo = reviewKey(set);
    this.changes.fire(found);
  }

  /** A revision's place in its session; undefined when the session is no longer remembered. */
  stateOf({
    session,
    revision,
  }: Pick<ReviewSet, 'session' | 'revision'>): RevisionState | undefined {
    const revisions = this.sessions.find(session)?.view.state.revisions ?? [];
    return revisions.find((each) => each.revision.number === revision);
  }

  /** All open reviews, the one opened last at the end. Those of a session that was removed rest until it is put back. */
  get all(): readonly ReviewSet[] {
    return [...this.sets.values()].filter(({ session }) => this.sessions.find(session));
  }

  /** Opens reviews as `all` gave them, on the real files as they are now; one whose files can't be read stays closed. */
  async restore(kept: readonly ReviewSet[]): Promise<void> {
    for (const set of kept) await this.restoreOne(set).catch(this.onProblem);
  }

  /** The file whose proposal a document shows. */
  ofShown(uri: vscode.Uri): ReviewedFile | undefined {
    return uri.scheme === REVISION_SCHEME ? this.findFile(uri, shownUri) : undefined;
  }

  /** The file under review that a real document is; of several reviews the one under review, else the one opened last. */
  ofReal(uri: vscode.Uri): ReviewedFile | undefined {
    return this.findFile(uri, realUri);
  }

  /** Tells the listeners when a decision about a file was the last one in its part of the review. */
  decided({ session, revision }: ReviewSet, file: FileReview | undefined): void {
    const set = this.current({ session, revision });
    const sentence = set && decidedSentence(set, file && partOf(file));
    if (set && sentence !== undefined) this.decisions.fire({ set, sentence });
  }

  /**
   * Goes on with the review of a file under another path, because the real file has been renamed; false when the
   * review has a file there already.
   */
  async move(target: ReviewSet, from: string, to: string): Promise<boolean> {
    const real = await readRealText(await checkedRealUri(target, to));
    const set = this.current(target);
    const file = set?.files.find(({ path }) => path === from);
    if (!set || !file || set.files.some(({ path }) => path === to)) return false;
    const moved = withReal({ ...file, path: to }, real);
    this.proposals.setText(shownUri(set, to), moved.shown);
    this.keep(withFile(set, moved, from));
    return true;
  }

  /** Replaces one file of an open review, and shows its right side. */
  update({ session, revision }: ReviewSet, file: FileReview): void {
    const set = this.sets.get(reviewKey({ session, revision }));
    if (set) this.store(withFile(set, file), file);
  }

  /** Takes `after` for the result of accepting `count` hunks when the real file becomes it. */
  expect(
    set: ReviewSet,
    {
      file: { path },
      after,
      count,
    }: {
      readonly file: FileReview;
      readonly after: string | null;
      readonly count: number;
    },
  ): void {
    const present = this.sets.get(reviewKey(set));
    const file = present?.files.find((each) => each.path === path);
    if (present && file) this.update(present, expecting(file, after, count));
  }

  /** Reads the real file of a path again, for every review that has it. */
  async readAgain(uri: vscode.Uri): Promise<void> {
    if (!this.ofReal(uri)) return;
    this.takeReal(uri, await readRealText(uri));
  }

  dispose(): void {
    vscode.Disposable.from(...this.listeners, this.changes, this.decisions).dispose();
  }

  private async restoreOne(set: ReviewSet): Promise<void> {
    const files: FileReview[] = [];
    for (const file of set.files) {
      files.push(withReal(file, await readRealText(await checkedRealUri(set, file.path))));
    }
    this.show({ ...set, files });
  }

  private async begin({
    session,
    revision,
  }: Pick<ReviewSet, 'session' | 'revision'>): Promise<ReviewSet> {
    const found = this.sessions.find(session);
    const texts = found?.textsOf(revision);
    if (!found || !texts) throw new RepairIsGone();
    const { root, state } = found.view;
    const test = state.tests === 'ask' ? 'apart' : 'with-fix';
    const files: FileReview[] = [];
    for (const [path, proposed] of texts.proposed) {
      const real = await readRealText(await checkedRealUri({ root }, path));
      const base = plainTextOrNull(texts.baseline.get(path) ?? null);
      const proposal = plainTextOrNull(proposed);
      const kind = texts.tests.has(path) ? ({ test } as const) : {};
      files.push(beginFileReview({ path, ...kind, base, proposal, real }));
    }
    // What was restored meanwhile holds decisions.
    const present = this.current({ session, revision });
    if (present) return present;
    const set = { session, revision, root, files };
    this.show(set);
    return set;
  }

  private show(set: ReviewSet): void {
    for (const file of set.files) this.proposals.setText(shownUri(set, file.path), file.shown);
    this.keep(set);
  }

  private takeDocument(document: vscode.TextDocument): void {
    if (document.uri.scheme !== REVISION_SCHEME) {
      if (this.ofReal(document.uri)) this.takeReal(document.uri, plainText(document.getText()));
      return;
    }
    const text = plainText(document.getText());
    const isOwn = document.isDirty || text === this.storedText(document.uri);
    const found = this.ofShown(document.uri);
    // A clean document with another text is on its way to what was stored for it.
    if (found && isOwn) this.update(found.set, withShown(found.file, text));
  }

  private takeReal(uri: vscode.Uri, real: string | null): void {
    for (const set of [...this.sets.values()]) {
      for (const file of set.files) {
        if (realUri(set, file.path).toString() !== uri.toString()) continue;
        const next = withReal(file, real);
        if (next !== file) this.update(set, next);
      }
    }
  }

  private store(set: ReviewSet, file: FileReview): void {
    this.keep(set);
    const uri = shownUri(set, file.path);
    const open = vscode.workspace.textDocuments.find(
      (each) => each.uri.toString() === uri.toString(),
    );
    if (open?.isDirty !== true) this.proposals.setText(uri, file.shown);
    else if (plainText(open.getText()) !== file.shown) {
      // A stored text would not reach a document that the developer is editing.
      replaceText(open, file.shown).catch(this.onProblem);
    }
  }

  private keep(set: ReviewSet): void {
    this.sets.set(reviewKey(set), set);
    this.changes.fire(set);
  }

  private followList(): void {
    const before = this.listed;
    this.listed = new Set(this.all.map(reviewKey));
    for (const [key, set] of this.sets) {
      if (before.has(key) !== this.listed.has(key)) this.changes.fire(set);
    }
  }

  private storedText(uri: vscode.Uri): string {
    return plainText(this.proposals.text(uri) ?? '');
  }

  private findFile(
    uri: vscode.Uri,
    uriOf: (set: ReviewSet, path: string) => vscode.Uri,
  ): ReviewedFile | undefined {
    const latestFirst = [...this.all].reverse();
    const { underReview } = this;
    for (const set of underReview ? [underReview, ...latestFirst] : latestFirst) {
      const file = set.files.find((each) => uriOf(set, each.path).toString() === uri.toString());
      if (file) return { set, file };
    }
    return undefined;
  }
}
