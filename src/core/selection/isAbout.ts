import { problemsOf, titleOf, type Target } from './targets';

/** Shorter words meet by chance. */
const MIN_WORD_LENGTH = 3;
/** Words of instructions and of tests in general. */
const COMMON: ReadonlySet<string> = new Set(
  'add adds fix the and for not all new use get set has are its one two any out src lib app that this with from into when then than have should must will test tests code file files function class method write make create return returns given value values each without export import'.split(
    ' ',
  ),
);

/** A file says where, not what. */
const PATH = /[\w.-]+(?:\/[\w.-]+)+|\b\w+\.[a-z]{2,4}\b/g;

/** Whether a red test speaks of what an instruction asks for: by a word, or its beginning, in the test's name or its failure. */
export function isAbout(target: Target, instruction: string): boolean {
  const problems = problemsOf(target).map(({ message }) => message);
  const own = wordsOf([titleOf(target), ...problems].join(' '));
  return wordsOf(instruction.replace(PATH, ' ')).some((word) =>
    own.some((each) => each.startsWith(word)),
  );
}

/** Words in lower case, parts of camelCase and snake_case names apart. */
function wordsOf(text: string): readonly string[] {
  const parts = text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  const words = parts.match(/[a-z]+/g) ?? [];
  return words.filter((word) => word.length >= MIN_WORD_LENGTH && !COMMON.has(word));
}
