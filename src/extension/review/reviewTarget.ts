/** A part of a session that a command is about, as plain data that views hand to commands. */
export type ReviewTarget =
  | { readonly kind: 'session'; readonly session: string }
  | { readonly kind: 'revision'; readonly session: string; readonly revision: number }
  /** The edits of tests that need a consent of their own. */
  | { readonly kind: 'tests'; readonly session: string; readonly revision: number }
  | {
      readonly kind: 'file';
      readonly session: string;
      readonly revision: number;
      readonly path: string;
    }
  | {
      readonly kind: 'hunk';
      readonly session: string;
      readonly revision: number;
      readonly path: string;
      /** As `hunkKey` gives it. */
      readonly hunk: string;
    };

/** The target in a command's argument, or in a row that carries one; undefined for anything else. */
export function readTarget(argument: unknown): ReviewTarget | undefined {
  if (!isRecord(argument)) return undefined;
  if (isRecord(argument['target'])) return readTarget(argument['target']);
  const { session, revision, path, hunk } = argument;
  if (typeof session !== 'string') return undefined;
  if (typeof revision !== 'number') return { kind: 'session', session };
  if (typeof path !== 'string') {
    const kind = argument['kind'] === 'tests' ? 'tests' : 'revision';
    return { kind, session, revision };
  }
  if (typeof hunk !== 'string') return { kind: 'file', session, revision, path };
  return { kind: 'hunk', session, revision, path, hunk };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
