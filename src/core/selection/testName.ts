import type { TestResult } from '../testReport';

/** Between a file and the full name of a test or suite in it; pytest writes it between names too. */
const IN_FILE = '::';
const IN_SUITE = ' > ';

/** What names one test, or the tests of one suite, of one file and of no other: `file::suite > name`. */
export function nameInFile(file: string, names: readonly string[]): string {
  return file + IN_FILE + names.join(IN_SUITE);
}

/** The file of a `file::suite > name`; undefined when it is not written so. */
export function fileInName(name: string): string | undefined {
  const end = name.indexOf(IN_FILE);
  return end > 0 ? name.slice(0, end) : undefined;
}

/**
 * Whether the part of a `file::suite > name` behind the file means this test: by its full name, by the beginning of that
 * (a suite, or the table whose row it is), or with `*` for any text.
 */
export function isTitleIn(name: string, { suite, name: own }: TestResult): boolean {
  const wanted = plain(name.slice(name.indexOf(IN_FILE) + IN_FILE.length));
  const title = plain([...suite, own].join(IN_SUITE));
  if (title === wanted) return true;
  if (wanted.includes('*')) return wildcard(wanted).test(title);
  return title.startsWith(wanted + IN_SUITE) || title.startsWith(`${wanted}[`);
}

function wildcard(wanted: string): RegExp {
  const parts = wanted.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}(?: > .*)?$`, 's');
}

function plain(title: string): string {
  return title.replaceAll(IN_FILE, IN_SUITE).replaceAll(/\s+/g, ' ').trim();
}
