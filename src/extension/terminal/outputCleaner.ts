const ESC = '\u001b';
const BEL = '\u0007';
const CSI_BODY = `${ESC}\\[[0-?]*[ -/]*`;
/** OSC, DCS, SOS, PM and APC: titles, links, clipboard writes. */
const STRING_BODY = `${ESC}[\\]PX^_][^${BEL}${ESC}]*`;
/** Sequences that move or colour, strings with their end, then those of two characters. */
const SEQUENCE = new RegExp(
  [`${CSI_BODY}[@-~]`, `${STRING_BODY}(?:${BEL}|${ESC}\\\\)`, `${ESC}[ -/]*[0-Z\\\\^-~]`].join('|'),
  'g',
);
/** A sequence that has not ended yet, at the end of a piece of output. */
const UNFINISHED = new RegExp(`(?:${CSI_BODY}|${STRING_BODY}${ESC}?|${ESC}[ -/]*)$`);
const COLOUR = new RegExp(`^${ESC}\\[[0-9;:]*m$`);
const LONE_ESCAPE = new RegExp(`${ESC}(?!\\[[0-9;:]*m)`, 'g');
/** Characters that a terminal acts on, the C1 ones too, which are escapes in disguise. */
const CONTROLS = /[^\P{Cc}\t\n\r]/gu;
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
      .replace(SEQUENCE, (sequence) => (COLOUR.test(sequence) ? sequence : ''))
      .replace(CONTROLS, (control) => (control === ESC ? ESC : ''))
      .replace(LONE_ESCAPE, '')
      .replace(/\r*\n/g, '\r\n');
  }
}
