import type { SessionEvent } from '../../src/core/session/events';

/** A session drawn as text, one line per event; prompts and replies by their size only. */
export function transcript(events: readonly SessionEvent[]): string {
  return events.map(line).join('\n');
}

function line(event: SessionEvent): string {
  switch (event.kind) {
    case 'session':
      return `session with ${event.model} and ${event.runner}`;
    case 'baseline':
      return `baseline: ${event.report.verdict}, targets [${names(event.targets)}], flaky [${names(event.flaky)}]${event.heldOut === undefined ? '' : `, held out [${names(event.heldOut)}]`}`;
    case 'budget':
      return `budget ${String(event.slice)}: ${String(event.granted)} of ${String(event.cap)} requests`;
    case 'action':
      return `${String(event.iteration)}. ${event.action}${event.style === undefined ? '' : ` (${event.style})`} from ${String(event.parent)}`;
    case 'progress':
      return `   progress ${String(event.done)}/${String(event.total)}`;
    case 'prompt':
      return `   ${event.role} prompt of ${String(event.messages.length)} messages${event.temperature === 0 ? '' : ` at ${String(event.temperature)}`}`;
    case 'reply':
      return '   reply';
    case 'patch':
      return `   patch ${String(event.revision.number)} of ${event.revision.files.map(({ path }) => path).join(', ')}${event.revision.testFiles === undefined ? '' : `, and of tests: ${event.revision.testFiles.map(({ path }) => path).join(', ')}`}`;
    case 'guard':
      return `   guard ${event.reason}: ${event.message}`;
    case 'eval':
      return `   eval ${String(event.verdict.fixed)}/${String(event.verdict.total)} fixed, broken [${names(event.verdict.regressions)}], value ${event.verdict.value.toFixed(2)}`;
    case 'turn':
      return `   ${event.instruction}${event.stale === 0 ? '' : `, stale ${String(event.stale)}`}`;
    case 'friction':
      return `   friction ${String(event.count)}: ${event.reason}`;
    case 'refresh':
      return `   refresh with ${String(event.lessons.length)} lessons`;
    case 'lock':
      return `   lock ${event.hunks.map(({ path, line }) => `${path}:${String(line)}`).join(', ')}`;
    case 'minimise':
      return `   ${event.hunk.path}:${String(event.hunk.line)} is ${event.needed ? 'needed' : 'not needed'}`;
    case 'critique':
      return `   critique of ${String(event.revision)}: ${String(event.score)}`;
    case 'reviewer-off':
      return `   reviewer off: ${event.reason}`;
    case 'select':
      return `select ${String(event.revision)}: ${event.reason}`;
    case 'check':
      return `   check ${event.path} ${event.valid ? 'is used' : `is refused: ${event.message}`}`;
    case 'ask':
      return `ask: ${event.question}`;
    case 'feedback':
      return '   feedback';
    case 'human':
      return `   human${humanWords(event)}`;
    case 'outcome':
      return `${event.outcome.kind}: ${event.outcome.message}`;
  }
}

function humanWords({ hint, from, stop }: Extract<SessionEvent, { kind: 'human' }>): string {
  const start = from === undefined ? '' : ` from ${String(from)}`;
  return (hint === undefined ? '' : ` "${hint}"`) + start + (stop === true ? ' stop' : '');
}

function names(ids: readonly string[]): string {
  return ids.map((id) => id.replace(/^.* > /, '')).join(', ');
}
