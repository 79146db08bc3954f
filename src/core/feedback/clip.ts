/** Longer output is cut to its two ends: causes stand first, summaries last (the rule of mini-swe-agent). */
const MAX_CHARACTERS = 10_000;
const KEPT_AT_EACH_END = 5_000;

/** The text, or its first and last 5,000 characters with the number of missing ones between them. */
export function clip(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  const missing = text.length - 2 * KEPT_AT_EACH_END;
  const head = text.slice(0, KEPT_AT_EACH_END);
  return `${head}\n… ${String(missing)} characters left out …\n${text.slice(-KEPT_AT_EACH_END)}`;
}
