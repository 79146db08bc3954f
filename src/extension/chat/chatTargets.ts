/**
 * The tests that a sentence names: what is in quotation marks, and words for which `existingFile` knows a file. When it
 * names none, all of it is a name for `fix`, whose sentence is one, and otherwise nothing is named.
 */
export async function chatTargets(
  sentence: string,
  command: string | undefined,
  existingFile: (word: string) => Promise<string | undefined>,
): Promise<readonly string[]> {
  const quoted = [...sentence.matchAll(QUOTED)].map(([, , inner = '']) => inner.trim());
  const words = [...sentence.replace(QUOTED, ' ').matchAll(FILE)];
  const files = await Promise.all(words.map(([word]) => existingFile(word)));
  const named = [...quoted, ...files.flatMap((file) => file ?? [])].filter((name) => name !== '');
  if (named.length > 0) return [...new Set(named)];
  const whole = sentence.trim();
  return command === 'fix' && whole !== '' ? [whole] : [];
}

/** An opening mark within a word is an apostrophe. */
const QUOTED = /(?<!\w)(["'`“‘])(\S(?:.*?\S)?)["'`”’](?!\w)/g;
/** A path with a folder or an ending, without the full stop of the sentence. */
const FILE = /(?:[\w@.-]+\/)+[\w@.-]*\w|[\w@-][\w@.-]*\.(?:[cm]?[jt]sx?|py)\b/g;
