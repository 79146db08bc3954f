/** What is read in the source of a test file. */
export interface PhpTestFile {
  /** Full names of its classes. */
  readonly classes: readonly string[];
  /** The line where a method begins, 1-based. */
  lineOf(method: string): number | undefined;
  /** The function that a line lies in. */
  functionAt(line: number): string | undefined;
}

const NAMESPACE = /^\s*namespace\s+([\w\\]+)/m;
const CLASS = /^\s*(?:(?:final|abstract|readonly)\s+)*class\s+([\w\u0080-\uffff]+)/gm;
const FUNCTION = /\bfunction\s+&?([\w\u0080-\uffff]+)\s*\(/;

/** Reads the text of a test file. */
export function readPhpTestFile(text: string): PhpTestFile {
  const namespace = NAMESPACE.exec(text)?.[1];
  const functions = text.split('\n').flatMap((line, row) => {
    const name = FUNCTION.exec(line)?.[1];
    return name === undefined ? [] : [{ name, line: row + 1 }];
  });
  return {
    classes: [...text.matchAll(CLASS)].map(([, name = '']) =>
      namespace === undefined ? name : `${namespace}\\${name}`,
    ),
    lineOf: (method) => functions.find(({ name }) => name === method)?.line,
    functionAt: (line) => functions.findLast((one) => one.line <= line)?.name,
  };
}
