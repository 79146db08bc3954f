import { posix } from 'node:path';
import { nameInFile } from '../../core/selection/testName';

/** An item of the Testing view as far as its name goes, whichever extension made it. */
export interface NamedItem {
  readonly label: string;
  /** The file or folder it lies in; absent when the extension does not say. */
  readonly uri?: { toString(): string } | undefined;
  readonly range?: object | undefined;
  readonly parent?: NamedItem | undefined;
}

/**
 * What `Task.targets` calls an item that lies in `path` (relative to the folder): the path itself for a file or folder,
 * else the path with the names of suites and test behind it.
 */
export function targetOf(item: NamedItem, path: string): string {
  const names = namesOf(item, path);
  return names.length === 0 ? path : nameInFile(path, names);
}

/** The labels from the outermost suite down to the item, without those of the file and what is above it. */
function namesOf(item: NamedItem, path: string): readonly string[] {
  const chain = chainInFile(item);
  const inside = isFileItem(chain.at(-1), path) ? chain.slice(0, -1) : chain;
  return joinRows(inside.reverse().map(({ label }) => openPlaces(label)));
}

/** The item and what is above it in the same file, innermost first. */
function chainInFile(item: NamedItem): NamedItem[] {
  const chain = [item];
  const file = uriOf(item)?.toString();
  for (let above = item.parent; above; above = above.parent) {
    if (uriOf(above)?.toString() !== file) break;
    chain.push(above);
  }
  return chain;
}

/** Where an item lies: its own uri, or that of the nearest item above that has one. */
export function uriOf<Item extends NamedItem>(item: Item): Item['uri'] {
  for (let each: NamedItem | undefined = item; each; each = each.parent) {
    if (each.uri !== undefined) return each.uri;
  }
  return undefined;
}

/** Extensions give ranges to suites and tests, not to files, and call a file by its name. */
function isFileItem(item: NamedItem | undefined, path: string): boolean {
  if (!item || item.range !== undefined) return false;
  const [stem = ''] = posix.basename(path).split('.');
  return item.label.includes(stem);
}

/** The places in a name that differ from run to run, as in tables of tests. */
function openPlaces(label: string): string {
  return label.replaceAll(/%[a-z%#]|\$\{[^}]*\}|\$[A-Za-z_][\w.]*/g, '*');
}

/** A row of a pytest table is an item of its own, but its name goes on from the test's. */
function joinRows(names: readonly string[]): readonly string[] {
  return names.reduce<string[]>((joined, name) => {
    const last = joined.at(-1);
    return name.startsWith('[') && last !== undefined
      ? [...joined.slice(0, -1), last + name]
      : [...joined, name];
  }, []);
}
