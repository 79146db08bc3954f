/** ESC sequences: CSI, then strings (OSC, DCS, SOS, PM, APC) with their end, then two-character ones. */
const ESCAPE =
  // The escape character is what this is about.
  new RegExp(
    [
      '\\u001b\\[[0-?]*[ -/]*[@-~]',
      '\\u001b[\\]PX^_][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)',
      '\\u001b[ -/]*[0-Z\\\\^-~]',
    ].join('|'),
    'g',
  );
const COLOUR = /^\u001b\[[0-9;:]*m$/;
/** An escape sequence that has not ended yet, at the end of a piece of output. */
const UNFINISHED = new RegExp(
  '\\u001b(?:\\[[0-?]*[ -/]*|[\\]PX^_][^\\u0007\\u001b]*\\u001b?|[ -/]*)?$',
);
/** Control characters but tab, line feed, carriage return and escape; C1 controls are escapes in disguise. */
const CONTROLS = new RegExp(
  '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001a\\u001c-\\u001f\\u007f-\\u009f]',
  'g',
);
const LEFTOVER_ESCAPE = new RegExp('\\u001b(?!\\[[0-9;:]*m)', 'g');
/** A sequence longer than this is no colour; what looks like one is dropped instead of held back. */
const MAX_HELD_CHARACTERS = 4096;

/**
 * Makes a program's output safe to show in a terminal: colours stay; titles, links, clipboard writes and moves
 * of the cursor go. Sequences may be split over pieces. Line ends become those of a terminal.
 */
export class OutputCleaner {
  private held = '';

  clean(piece: string): string {
    const text = this.held + piece;
    const unfinished = UNFINISHED.exec(text);
    this.held = unfinished?.[0] ?? '';
    const whole = text.slice(0, text.length - this.held.length);
    if (this.held.length > MAX_HELD_CHARACTERS) this.held = this.held.slice(0, 2);
    return whole
      .replace(ESCAPE, (sequence) => (COLOUR.test(sequence) ? sequence : ''))
      .replace(CONTROLS, '')
      .replace(LEFTOVER_ESCAPE, '')
      .replace(/\r*\n/g, '\r\n');
  }
}
