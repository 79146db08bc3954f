import type { SessionEvent } from '../../core/session/events';
import { eventLine } from './jsonReport';
import type { TestEdits } from '../testEdits';
import { CLEAR_LINE } from './terminalText';
import { eventText } from './textReport';
import { createTrialFilter } from '../../core/session/trialFilter';

/** Where a session is shown: lines to `out`; in a terminal, progress on one line that is written over. */
export interface Screen {
  write(text: string): void;
  readonly isTerminal: boolean;
}

/** Shows an event; with the outcome come the edits of tests. */
type SessionPrinter = (event: SessionEvent, testEdits?: TestEdits) => void;

/** A listener that shows each event, as JSON or as text; `verbose` text tells more. */
export function createSessionPrinter(
  screen: Screen,
  { json, verbose }: { readonly json: boolean; readonly verbose: boolean },
): SessionPrinter {
  if (json)
    return (event, testEdits) => {
      screen.write(`${eventLine(event, testEdits)}\n`);
    };
  const isOfTrial = createTrialFilter();
  let hasProgress = false;
  return (event, testEdits) => {
    if (isOfTrial(event)) return;
    if (hasProgress) screen.write(CLEAR_LINE);
    hasProgress = event.kind === 'progress' && screen.isTerminal;
    if (hasProgress && event.kind === 'progress') screen.write(`  ${event.text}`);
    const text = eventText(event, { verbose, ...(testEdits && { testEdits }) });
    if (text !== '') screen.write(`${text}\n`);
  };
}
