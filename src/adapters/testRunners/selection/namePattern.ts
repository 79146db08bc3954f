/** Command lines may not be longer than 32 K characters on Windows; longer selections run whole files instead. */
export const MAX_PATTERN_LENGTH = 24_000;

/** A regular expression that matches exactly these names, joined by `separator` (itself an expression). */
export function exactPattern(names: readonly string[], separator: string): string {
  return `^${names.map(escapePattern).join(separator)}$`;
}

/** The text as a regular expression that matches just it. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
