import * as vscode from 'vscode';
import { isAbsentUri } from './reviewUri';

interface MemoryFile {
  readonly bytes: Uint8Array;
  readonly mtime: number;
}

/** The in-memory file system of proposals: writable, so that the developer can edit what is proposed. */
export class RevisionFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly files = new Map<string, MemoryFile>();
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private isReady = Promise.resolve();
  readonly onDidChangeFile = this.changes.event;

  /** Lets editors wait for their documents until `restored` is over: after a reload they ask at once. */
  holdUntil(restored: Promise<void>): void {
    this.isReady = restored;
  }

  /** Creates or replaces a document's text; does nothing when it is the same already. */
  setText(uri: vscode.Uri, text: string): void {
    const before = this.files.get(uri.toString());
    if (before && Buffer.from(before.bytes).toString() === text) return;
    this.store(uri, Buffer.from(text));
    const type = before ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.changes.fire([{ type, uri }]);
  }

  /** A document's stored text; undefined when there is no such document. */
  text(uri: vscode.Uri): string | undefined {
    const file = this.files.get(uri.toString());
    return file && Buffer.from(file.bytes).toString();
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (isAbsentUri(uri)) {
      const permissions = vscode.FilePermission.Readonly;
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 0, permissions };
    }
    await this.isReady;
    const { bytes, mtime } = this.find(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: bytes.length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    await this.isReady;
    return isAbsentUri(uri) ? new Uint8Array() : this.find(uri).bytes;
  }

  /** Only VS Code calls this, when the developer saves an edited proposal. */
  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    this.find(uri);
    this.store(uri, bytes);
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.changes.dispose();
    this.files.clear();
  }

  private find(uri: vscode.Uri): MemoryFile {
    const file = this.files.get(uri.toString());
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }

  private store(uri: vscode.Uri, bytes: Uint8Array): void {
    const before = this.files.get(uri.toString())?.mtime ?? 0;
    // VS Code tells versions apart by time and size, so two writes in one millisecond need different times.
    this.files.set(uri.toString(), { bytes, mtime: Math.max(Date.now(), before + 1) });
  }
}
