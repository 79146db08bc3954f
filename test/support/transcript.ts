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
      return `baseline: ${event.report.verdict}, targets [${event.targets.map(short).join(', ')}], flaky [${event.flaky.map(short).join(', ')}]`;
    case 'action':
      return `${String(event.iteration)}. ${event.action} from ${String(event.parent)}`;
    case 'progress':
      return `   progress ${String(event.done)}/${String(event.total)}`;
    case 'prompt':
      return `   prompt of ${String(event.messages.length)} messages`;
    case 'reply':
      return '   reply';
    case 'patch':
      return `   patch ${String(event.revision.number)} of ${event.revision.files.map(({ path }) => path).join(', ')}`;
    case 'guard':
      return `   guard ${event.reason}: ${event.message}`;
    case 'eval':
      return `   eval ${String(event.verdict.fixed)}/${String(event.verdict.total)} fixed, broken [${event.verdict.regressions.map(short).join(', ')}], value ${event.verdict.value.toFixed(2)}`;
    case 'feedback':
      return '   feedback';
    case 'human':
      return `   human${event.hint === undefined ? '' : ` "${event.hint}"`}${event.from === undefined ? '' : ` from ${String(event.from)}`}${event.stop === true ? ' stop' : ''}`;
    case 'outcome':
      return `${event.outcome.kind}: ${event.outcome.message}`;
  }
}

function short(id: string): string {
  return id.replace(/^.* > /, '');
}
