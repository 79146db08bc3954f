/** What one prompt may say besides the failure. */
export interface Notes {
  /** Edits tried before, with what came of them. */
  readonly tried?: readonly string[];
  /** Whether the tried ones are refused when they come again. */
  readonly isBanned?: boolean;
  readonly explanation?: string;
  readonly trace?: readonly string[];
  /** Edits to be kept as they are, or the one to be revised. */
  readonly keep?: string;
  readonly suspect?: string;
  /** Why the last edit was refused, for a reader who does not see that edit. */
  readonly refused?: string;
  readonly selfCheck?: boolean;
  /** The developer's words that the conversation does not hold yet. */
  readonly hints?: readonly string[];
}

/** The notes as lines, in a fixed order. */
export function noteLines(notes: Notes): readonly string[] {
  const { tried = [], trace = [], keep } = notes;
  const triedTitle = notes.isBanned === true ? 'Tried, and refused if repeated:' : 'Tried already:';
  return [
    ...titled('Explanation:', notes.explanation === undefined ? [] : [notes.explanation]),
    ...titled('Values while the test ran (line: variables):', trace),
    ...line('Suspect next: ', notes.suspect),
    ...line('', keep),
    ...line('An edit was refused: ', notes.refused),
    ...titled(
      triedTitle,
      tried.map((each) => `- ${each}`),
    ),
    ...line('', notes.selfCheck === true ? SELF_CHECK : undefined),
    ...(notes.hints ?? []).map((hint) => `The developer says: ${hint}`),
  ];
}

const SELF_CHECK = 'Before you answer, check your edit against the failing test.';

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function line(label: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [label + text];
}
