/** Longest text of one message or of one test's output, in UTF-16 units: as long as in the reports of our reporters. */
const MAX_TEXT = 10_000;

/** The beginning of a text, with a mark where it was cut. */
export function clipText(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)} […]` : text;
}
