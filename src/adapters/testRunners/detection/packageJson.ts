import { readProjectFile } from './projectFiles';

/** What matters for tests in a package.json. */
export interface PackageJson {
  readonly scripts: Readonly<Record<string, string>>;
  /** Names of all dependencies, whatever their kind. */
  readonly dependencies: ReadonlySet<string>;
}

/** The workspace's package.json; undefined when there is none or it can't be read. */
export async function readPackageJson(root: string): Promise<PackageJson | undefined> {
  const text = await readProjectFile(root, 'package.json');
  try {
    const json: unknown = JSON.parse(text);
    return {
      scripts: stringsOf(json, 'scripts'),
      dependencies: new Set([
        ...Object.keys(stringsOf(json, 'dependencies')),
        ...Object.keys(stringsOf(json, 'devDependencies')),
        ...Object.keys(stringsOf(json, 'peerDependencies')),
      ]),
    };
  } catch {
    return undefined;
  }
}

function stringsOf(json: unknown, key: string): Readonly<Record<string, string>> {
  const value = isRecord(json) ? json[key] : undefined;
  if (!isRecord(value)) return {};
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
