import type { SessionEvent } from '../../core/session/events';
import { eventLine } from './jsonReport';
import { eventText } from './textReport';

/** Where a session is shown: lines to `out`; in a terminal, progress on one line that is written over. */
export interface Screen {
  write(text: string): void;
  readonly isTerminal: boolean;
}

/** A listener that shows each event, as JSON or as text. */
export function createSessionPrinter(screen: Screen, json: boolean): (event: SessionEvent) => void {
  if (json)
    return (event) => {
      screen.write(`${eventLine(event)}\n`);
    };
  let hasProgress = false;
  return (event) => {
    if (hasProgress) screen.write(CLEAR_LINE);
    hasProgress = event.kind === 'progress' && screen.isTerminal;
    if (hasProgress && event.kind === 'progress') screen.write(`  ${event.text}`);
    const text = eventText(event);
    if (text !== '') screen.write(`${text}\n`);
  };
}

/** Goes to the line's start and clears it (ECMA-48: CR, EL 2). */
const CLEAR_LINE = '\r\u001b[2K';
