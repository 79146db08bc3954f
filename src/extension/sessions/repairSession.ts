import type { DevelopersWord, FileTexts, Workspace } from '../../core/ports';
import { textsOf } from '../../core/revisions/applyRevision';
import type { Revision } from '../../core/revisions/fileEdit';
import type { Verdict } from '../../core/selection/verdict';
import type { SessionEvent } from '../../core/session/events';
import { emptySession, nextSession, type SessionState } from '../../core/session/sessionState';

/** What views know of a session. */
export interface SessionView {
  /** Unique, fit for file names. */
  readonly id: string;
  readonly title: string;
  /** The title without what tells a branch; absent when it is the same. */
  readonly plainTitle?: string;
  /** The workspace folder, as a URI in text. */
  readonly root: string;
  /** Absolute path of its journal. */
  readonly journal?: string;
  readonly state: SessionState;
  /** The revision after which it waits for the developer. */
  readonly pausedAt?: number;
  /** What the developer has said for the next iteration, which has not begun. */
  readonly said?: DevelopersWord;
  readonly running: boolean;
  /** What the tests say of what was accepted of its revisions, where that differs from the revision. */
  readonly accepted?: readonly AcceptedVerdict[];
  /** The sentence about what ended it before it came to an outcome; absent when it was stopped. */
  readonly problem?: string;
}

/** Whether a session ended in the middle of its work, with the window: it can be gone on with. */
export function isCutOff({ state, running, problem }: SessionView): boolean {
  const isOver = state.outcome !== undefined || problem !== undefined;
  return !running && !isOver && state.phase !== 'idle';
}

/** The verdict on what was accepted of a revision; without one it is being tested. */
export interface AcceptedVerdict {
  readonly revision: number;
  /** Names the files that it holds for. */
  readonly files: string;
  readonly verdict?: Verdict;
}

/** The texts behind a revision: the baseline's and the proposed ones, by path. */
export interface RevisionTexts {
  readonly baseline: FileTexts;
  readonly proposed: FileTexts;
  /** The paths among them that are edits of tests. */
  readonly tests: ReadonlySet<string>;
}

/** A session as it is kept for the time after a reload. */
export interface KeptSession {
  readonly view: SessionView;
  readonly texts: readonly (readonly [number, KeptTexts])[];
}

interface KeptTexts {
  readonly baseline: readonly (readonly [string, string | null])[];
  readonly proposed: readonly (readonly [string, string | null])[];
  readonly tests: readonly string[];
}

/** A session as this window remembers it: the view, and the texts that reviews need after its workspace is gone. */
export class RepairSession {
  private readonly texts = new Map<number, RevisionTexts>();
  private current: SessionView;
  private taken: SessionState = emptySession;
  private takenEvents = 0;
  private pastEvents = 0;

  /** With `from`, the texts of its revisions are taken over as they are needed. */
  constructor(
    start: Pick<SessionView, 'id' | 'title' | 'plainTitle' | 'root' | 'journal'>,
    private readonly from?: RepairSession,
  ) {
    this.current = { ...start, state: emptySession, running: true };
  }

  /** The session that `keep` gave, ended. */
  static restore({ view, texts }: KeptSession): RepairSession {
    const session = new RepairSession(view);
    session.current = { ...view };
    session.forgetUnfinished();
    session.end();
    for (const [revision, { baseline, proposed, tests }] of texts) {
      session.texts.set(revision, {
        baseline: new Map(baseline),
        proposed: new Map(proposed),
        tests: new Set(tests),
      });
    }
    return session;
  }

  /** Goes on with a session that was cut off: it stays as it was until the events of its past were all taken again. */
  static resume(from: RepairSession, pastEvents: number): RepairSession {
    const session = new RepairSession(from.view, from);
    session.current = { ...from.view, running: true };
    session.pastEvents = pastEvents;
    for (const [revision, texts] of from.texts) session.texts.set(revision, texts);
    return session;
  }

  get view(): SessionView {
    return this.current;
  }

  /** The texts of a revision of this session; undefined when there is no such revision. */
  textsOf(revision: number): RevisionTexts | undefined {
    return this.texts.get(revision);
  }

  /** The proposal with this number; undefined when there is none. */
  patchOf(number: number): Revision | undefined {
    const { revisions } = this.current.state;
    return revisions.find(({ revision }) => revision.number === number)?.revision;
  }

  /** The text of a file in a revision, of the original code for 0; null when there is no such file, or it was never changed. */
  codeOf(revision: number, path: string): string | null {
    const proposed = this.texts.get(revision)?.proposed.get(path);
    if (proposed !== undefined) return proposed;
    const known = [...this.texts.values()].find(({ baseline }) => baseline.has(path));
    return known?.baseline.get(path) ?? null;
  }

  /** Takes one more event; the workspace is read for the texts of a new revision. */
  async take(event: SessionEvent, workspace: Pick<Workspace, 'read'>): Promise<void> {
    if (event.kind === 'patch') await this.keepTexts(event.revision, workspace);
    this.taken = nextSession(this.taken, event);
    this.takenEvents += 1;
    if (this.takenEvents >= this.pastEvents) this.current = { ...this.current, state: this.taken };
  }

  /** All of it as plain data. */
  keep(): KeptSession {
    const texts = [...this.texts].map(
      ([revision, { baseline, proposed, tests }]) =>
        [
          revision,
          { baseline: [...baseline], proposed: [...proposed], tests: [...tests] },
        ] as const,
    );
    return { view: this.current, texts };
  }

  /** Takes where it waits for the developer, if it does, and what they have said for the next iteration. */
  setPaused(revision: number | undefined, said: DevelopersWord = {}): void {
    const { pausedAt: _, said: __, ...rest } = this.current;
    this.current = {
      ...rest,
      ...(revision !== undefined && { pausedAt: revision }),
      ...(Object.keys(said).length > 0 && { said }),
    };
  }

  /** Takes the verdict on what was accepted of a revision, or that it is being tested; undefined forgets it. */
  setAccepted(revision: number, accepted: AcceptedVerdict | undefined): void {
    const others = (this.current.accepted ?? []).filter((each) => each.revision !== revision);
    this.current = {
      ...this.current,
      accepted: accepted === undefined ? others : [...others, accepted],
    };
  }

  /** A run of tests ends with its window. */
  private forgetUnfinished(): void {
    const { accepted, ...rest } = this.current;
    const finished = accepted?.filter(({ verdict }) => verdict !== undefined);
    this.current = finished ? { ...rest, accepted: finished } : rest;
  }

  /** Ends it, with the sentence about a problem if that was why; what could not go on stays cut off, to be tried again. */
  end(problem?: string): void {
    this.setPaused(undefined);
    const hasGoneOn = this.pastEvents === 0 || this.takenEvents > this.pastEvents;
    const isEnd = problem !== undefined && hasGoneOn;
    this.current = { ...this.current, running: false, ...(isEnd && { problem }) };
  }

  private async keepTexts(revision: Revision, workspace: Pick<Workspace, 'read'>): Promise<void> {
    const known = this.from?.patchOf(revision.number);
    const texts = known?.patchKey === revision.patchKey && this.from?.textsOf(revision.number);
    if (texts) this.texts.set(revision.number, texts);
    else await this.readTexts(revision, workspace);
  }

  private async readTexts(revision: Revision, workspace: Pick<Workspace, 'read'>): Promise<void> {
    const read = (path: string): Promise<string | undefined> => workspace.read(path);
    const { files, testFiles = [] } = revision;
    const edits = [...files, ...testFiles];
    const baseline = new Map<string, string | null>();
    for (const { path } of edits) baseline.set(path, (await read(path)) ?? null);
    const tests = new Set(testFiles.map(({ path }) => path));
    this.texts.set(revision.number, { baseline, proposed: await textsOf(edits, read), tests });
  }
}
