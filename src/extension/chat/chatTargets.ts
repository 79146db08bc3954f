/**
 * The tests that a sentence names: what is in quotation marks, and words that look like files. When it names none, all of
 * it is a name for `fix`, whose sentence is one, and otherwise nothing is named.
 */
export function chatTargets(sentence: string, command: string | undefined): readonly string[] {
  const quoted = [...sentence.matchAll(QUOTED)].map(([, , inner = '']) => inner.trim());
  const files = [...sentence.replace(QUOTED, ' ').matchAll(FILE)].map(([file]) => file);
  const named = [...quoted, ...files].filter((name) => name !== '');
  if (named.length > 0) return [...new Set(named)];
  const whole = sentence.trim();
  return command === 'fix' && whole !== '' ? [whole] : [];
}

const QUOTED = /(["'`“‘])(\S(?:.*?\S)?)["'`”’](?!\w)/g;
/** A path with a folder or an ending, without the full stop of the sentence. */
const FILE = /(?:[\w@.-]+\/)+[\w@.-]*\w|[\w@-][\w@.-]*\.(?:[cm]?[jt]sx?|py)\b/g;
