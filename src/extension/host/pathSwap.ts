/** Writes one path for another in text that comes in pieces, which may be cut in the middle of the path. */
export class PathSwap {
  private held = '';

  constructor(
    private readonly from: string,
    private readonly to: string,
  ) {}

  /** The next piece, with what was held back before it, as far as it is certain. */
  next(piece: string): string {
    const text = (this.held + piece).replaceAll(this.from, () => this.to);
    const cut = text.length - this.openEnd(text);
    this.held = text.slice(cut);
    return text.slice(0, cut);
  }

  /** What is still held back when no piece comes any more. */
  end(): string {
    const rest = this.held;
    this.held = '';
    return rest;
  }

  /** How many characters at the end of a text may be the beginning of the path. */
  private openEnd(text: string): number {
    const longest = Math.min(this.from.length - 1, text.length);
    for (let length = longest; length > 0; length--) {
      if (text.endsWith(this.from.slice(0, length))) return length;
    }
    return 0;
  }
}
