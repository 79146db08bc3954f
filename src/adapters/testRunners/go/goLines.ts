/** One line of `go test -json`. */
export interface GoLine {
  readonly action: string;
  /** The import path of the package under test. */
  readonly package?: string;
  readonly test?: string;
  readonly output?: string;
  readonly seconds?: number;
  /** Of a line about a build: what is built. */
  readonly importPath?: string;
  /** Of a package that was not run: what of it did not build. */
  readonly failedBuild?: string;
}

/** The line's fields; undefined for text that is not of the format. */
export function readGoLine(line: string): GoLine | undefined {
  const fields = line.startsWith('{') ? parse(line) : undefined;
  const text = (name: string): string | undefined => {
    const value = fields?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  const action = text('Action');
  if (fields === undefined || action === undefined) return undefined;
  const entries = {
    package: text('Package'),
    test: text('Test'),
    output: text('Output'),
    seconds: typeof fields['Elapsed'] === 'number' ? fields['Elapsed'] : undefined,
    importPath: text('ImportPath'),
    failedBuild: text('FailedBuild'),
  };
  const present = Object.entries(entries).filter(([, value]) => value !== undefined);
  return { action, ...Object.fromEntries(present) };
}

/** What people are shown of such lines: what was printed. */
export function showGoLines(text: string): string {
  return text
    .split(/(?<=\n)/)
    .map((line) => {
      const read = readGoLine(line.trimEnd());
      return read === undefined ? line : (read.output ?? '');
    })
    .join('');
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
