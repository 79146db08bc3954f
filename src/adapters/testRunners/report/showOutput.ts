import type { OutputStream } from '../../processes/runProcess';

/** Passes output on, as people shall see it. */
export interface ShownOutput {
  add(text: string, stream: OutputStream): void;
  /** Passes on what waits for the end of its line. */
  end(): void;
}

/** A line that gets longer is none of a report, and is passed on as it is. In UTF-16 units. */
const MAX_LINE_LENGTH = 1024 * 1024;

/** Passes output on; with `show` whole lines, each changed by it, because a line of a report tells nothing in pieces. */
export function showOutput(
  onOutput: (text: string) => void,
  show?: (text: string) => string,
): ShownOutput {
  const waiting = { stdout: '', stderr: '' };
  const pass = (text: string): void => {
    const shown = show === undefined ? text : show(text);
    if (shown !== '') onOutput(shown);
  };
  return {
    add(text, stream) {
      if (show === undefined) {
        onOutput(text);
        return;
      }
      const whole = waiting[stream] + text;
      if (whole.length > MAX_LINE_LENGTH && !whole.includes('\n')) {
        waiting[stream] = '';
        onOutput(whole);
        return;
      }
      const end = whole.lastIndexOf('\n') + 1;
      waiting[stream] = whole.slice(end);
      pass(whole.slice(0, end));
    },
    end() {
      pass(waiting.stdout + waiting.stderr);
      waiting.stdout = waiting.stderr = '';
    },
  };
}
