import type { FileTexts, Workspace } from '../../core/ports';
import { textsOf } from '../../core/revisions/applyRevision';
import type { Revision } from '../../core/revisions/fileEdit';
import type { SessionEvent } from '../../core/session/events';
import { emptySession, nextSession, type SessionState } from '../../core/session/sessionState';

/** What views know of a session. */
export interface SessionView {
  /** Unique, fit for file names. */
  readonly id: string;
  readonly title: string;
  /** The workspace folder, as a URI in text. */
  readonly root: string;
  readonly state: SessionState;
  /** The revision after which it waits for the developer. */
  readonly pausedAt?: number;
  readonly running: boolean;
  /** The sentence about what ended it before it came to an outcome; absent when it was stopped. */
  readonly problem?: string;
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

  constructor(start: Pick<SessionView, 'id' | 'title' | 'root'>) {
    this.current = { ...start, state: emptySession, running: true };
  }

  /** The session that `keep` gave, ended. */
  static restore({ view, texts }: KeptSession): RepairSession {
    const session = new RepairSession(view);
    session.current = { ...view };
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

  get view(): SessionView {
    return this.current;
  }

  /** The texts of a revision of this session; undefined when there is no such revision. */
  textsOf(revision: number): RevisionTexts | undefined {
    return this.texts.get(revision);
  }

  /** Takes one more event; the workspace is read for the texts of a new revision. */
  async take(event: SessionEvent, workspace: Pick<Workspace, 'read'>): Promise<void> {
    if (event.kind === 'patch') await this.keepTexts(event.revision, workspace);
    this.current = { ...this.current, state: nextSession(this.current.state, event) };
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

  setPaused(revision: number | undefined): void {
    const { pausedAt: _, ...rest } = this.current;
    this.current = revision === undefined ? rest : { ...rest, pausedAt: revision };
  }

  end(problem?: string): void {
    this.setPaused(undefined);
    this.current = { ...this.current, running: false, ...(problem !== undefined && { problem }) };
  }

  private async keepTexts(revision: Revision, workspace: Pick<Workspace, 'read'>): Promise<void> {
    const read = (path: string): Promise<string | undefined> => workspace.read(path);
    const { files, testFiles = [] } = revision;
    const edits = [...files, ...testFiles];
    const baseline = new Map<string, string | null>();
    for (const { path } of edits) baseline.set(path, (await read(path)) ?? null);
    const tests = new Set(testFiles.map(({ path }) => path));
    this.texts.set(revision.number, { baseline, proposed: await textsOf(edits, read), tests });
  }
}
