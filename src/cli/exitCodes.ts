import type { ErrorArea } from '../core/errors';
import type { Outcome } from '../core/session/outcome';

/** The exit codes that scripts rely on. */
export const EXIT = { ok: 0, notFixed: 1, usage: 2, environment: 3, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code of an ended session; what is done but unproven is told apart in the report. */
export function exitCodeOf({ kind }: Outcome): ExitCode {
  switch (kind) {
    case 'fixed':
    case 'fixed-unproven':
    case 'already-green':
      return EXIT.ok;
    case 'environment':
      return EXIT.environment;
    case 'user':
      return EXIT.interrupted;
    case 'best-partial':
    case 'budget':
    case 'stuck':
    case 'hard':
    case 'conflict':
    case 'model-stopped':
      return EXIT.notFixed;
  }
}

/** The exit code of an error that ended the program. */
export function exitCodeOfError(area: ErrorArea): ExitCode {
  return area === 'configuration' ? EXIT.usage : EXIT.environment;
}
