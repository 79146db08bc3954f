/** Longest beginning and end of a run's output that are kept, in UTF-16 units. */
const HEAD_LENGTH = 64 * 1024;
const TAIL_LENGTH = 192 * 1024;

/** Text that grows without bound but keeps only its beginning and its end. */
export interface BoundedText {
  add(text: string): void;
  /** The whole text, or its two ends around a line that says how much is missing. */
  read(): string;
}

/** An empty `BoundedText` with room for 64 K characters of head and 192 K of tail. */
export function createBoundedText(headLength = HEAD_LENGTH, tailLength = TAIL_LENGTH): BoundedText {
  let head = '';
  let tail = '';
  let dropped = 0;
  return {
    add(text) {
      const room = headLength - head.length;
      head += text.slice(0, room);
      tail += text.slice(room);
      if (tail.length <= 2 * tailLength) return;
      dropped += tail.length - tailLength;
      tail = tail.slice(-tailLength);
    },
    read() {
      const missing = dropped + Math.max(0, tail.length - tailLength);
      if (missing === 0) return head + tail;
      return `${head}\n[… ${missing} characters left out …]\n${tail.slice(-tailLength)}`;
    },
  };
}
