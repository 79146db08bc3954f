/** Tests of one workspace folder that shall be fixed, as plain data that lenses and quick fixes hand to commands. */
export interface FixTarget {
  /** The workspace folder, as a URI in text. */
  readonly folder: string;
  /** As in `Task`. */
  readonly targets: readonly string[];
  /** A test's name or a file's path, for people. */
  readonly name: string;
}

/** The tests in a command's argument; undefined for anything else. */
export function readFixTarget(argument: unknown): FixTarget | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { folder, targets, name } = argument as Readonly<Record<string, unknown>>;
  if (typeof folder !== 'string' || typeof name !== 'string' || !isTexts(targets)) return undefined;
  return { folder, targets, name };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
