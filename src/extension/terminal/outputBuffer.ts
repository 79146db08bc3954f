import { l10n } from '../host/l10n';

/** Often enough to look live, seldom enough that a flood of output costs the window little. */
const FLUSH_EVERY_MS = 40;
/** Most characters shown for one flush; more could not be read anyway. */
const MAX_FLUSH_CHARACTERS = 32_768;

/** Passes text on in portions, and leaves out the middle of what comes faster than can be shown. Dispose it. */
export class OutputBuffer {
  private head = '';
  private tail = '';
  private skipped = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly write: (text: string) => void) {}

  add(text: string): void {
    const free = MAX_FLUSH_CHARACTERS / 2 - this.head.length;
    if (this.tail === '' && text.length <= free) this.head += text;
    else this.addToTail(text);
    this.timer ??= setTimeout(() => {
      this.flush();
    }, FLUSH_EVERY_MS);
  }

  /** Writes at once what is waiting. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const gap =
      this.skipped > 0 ? `\r\n… ${l10n.t('{0} characters not shown', this.skipped)} …\r\n` : '';
    const text = this.head + gap + this.tail;
    this.head = '';
    this.tail = '';
    this.skipped = 0;
    if (text !== '') this.write(text);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private addToTail(text: string): void {
    const all = this.tail + text;
    this.tail = all.slice(-MAX_FLUSH_CHARACTERS / 2);
    this.skipped += all.length - this.tail.length;
  }
}
