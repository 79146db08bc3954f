import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { ReviewSet } from '../review/reviewSet';
import type { Reviews } from '../review/reviews';
import type { KeptSession } from '../sessions/repairSession';
import type { Sessions } from '../sessions/sessions';

/** What outlives a reload of the window. */
interface Memory {
  readonly version: typeof VERSION;
  readonly sessions: readonly KeptSession[];
  readonly reviews: readonly ReviewSet[];
}

/** Changes with the shape of what is kept; a memory of another version is left alone. */
const VERSION = 3;
/** Enough to go back to, few enough to be written often. */
const MAX_SESSIONS = 5;
/** A crash loses no more than this. */
const SAVE_AFTER_MS = 300;

interface Rooms {
  readonly sessions: Sessions;
  readonly reviews: Reviews;
}

/** Keeps the sessions and reviews of a workspace in a file, soon after each change, for the time after a reload. */
export class WindowMemory implements vscode.Disposable {
  private readonly file: string | undefined;
  private readonly listeners: readonly vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  /** Without a `storage` (no folder is open) nothing is kept. */
  constructor(
    storage: vscode.Uri | undefined,
    private readonly rooms: Rooms,
  ) {
    this.file = storage && join(storage.fsPath, 'window.json');
    const saveSoon = (): void => {
      this.timer ??= setTimeout(() => {
        this.save();
      }, SAVE_AFTER_MS);
    };
    this.listeners = [rooms.sessions.onDidChange(saveSoon), rooms.reviews.onDidChange(saveSoon)];
  }

  /** Takes up what was kept for the folders that are open now. */
  async restore(): Promise<void> {
    const memory = this.file === undefined ? undefined : await readMemory(this.file);
    if (!memory) return;
    const folders = vscode.workspace.workspaceFolders ?? [];
    const roots = new Set(folders.map((folder) => folder.uri.toString()));
    this.rooms.sessions.restore(memory.sessions.filter(({ view }) => roots.has(view.root)));
    await this.rooms.reviews.restore(memory.reviews.filter(({ root }) => roots.has(root)));
  }

  dispose(): void {
    vscode.Disposable.from(...this.listeners).dispose();
    if (this.timer !== undefined) this.save();
  }

  private save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.file !== undefined) writeMemory(this.file, keptOf(this.rooms));
  }
}

function keptOf({ sessions, reviews }: Rooms): Memory {
  const kept = sessions.keep().slice(0, MAX_SESSIONS);
  const ids = new Set(kept.map(({ view }) => view.id));
  const open = reviews.all.filter(({ session }) => ids.has(session));
  return { version: VERSION, sessions: kept, reviews: open };
}

async function readMemory(file: string): Promise<Memory | undefined> {
  try {
    const memory = JSON.parse(await readFile(file, 'utf8')) as Partial<Memory>;
    return memory.version === VERSION ? (memory as Memory) : undefined;
  } catch (problem) {
    const isAbsent = (problem as NodeJS.ErrnoException).code === 'ENOENT';
    if (isAbsent || problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}

/** Renamed into place, so that a crash while writing leaves the last whole file. */
function writeMemory(file: string, memory: Memory): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, JSON.stringify(memory), { mode: 0o600 });
  renameSync(unfinished, file);
}
