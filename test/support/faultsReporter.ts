import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { FAULTS, faultsOf } from './faults';

const ROOT = path.resolve(import.meta.dirname, '../..');
const INTRODUCTION = `# What can go wrong

Faults, attacks and bad inputs with their tests. Some are tested in part only: what needs another system is judged as text,
and the title of a test says what it looks at. Written by \`npm run faults\` from
runs of them: a run of some files leaves the rows of others as they are.
`;
const FILE = path.join(ROOT, 'docs/faults.md');

interface Row {
  readonly title: string;
  readonly file: string;
  readonly result: string;
}

/** Writes `docs/faults.md`: the tests of each fault, and how they ended when they ran last. */
export default class FaultsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = new Map(knownRows().map((row) => [keyOf(row), row]));
    for (const row of modules.flatMap(rowsOf))
      if (row.result !== 'skipped' || !rows.has(keyOf(row))) rows.set(keyOf(row), row);
    const sorted = [...rows.values()].toSorted((one, other) =>
      one.title.localeCompare(other.title),
    );
    const lines = FAULTS.flatMap((fault, at) => {
      const own = sorted.filter(({ title }) => faultsOf(title).includes(at + 1));
      return (own.length > 0 ? own : [UNTESTED]).map(lineOf(at + 1, fault));
    });
    const head = ['| | fault | test | in | result |', '| - | - | - | - | - |'];
    writeFileSync(FILE, [INTRODUCTION, ...head, ...lines, ''].join('\n'));
  }
}

const UNTESTED: Row = { title: '', file: '', result: 'not tested' };

/** What the table has of tests that are still there. */
function knownRows(): readonly Row[] {
  const lines = existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n') : [];
  return lines.flatMap((line) => {
    const [, , title = '', file = '', result = ''] = line.slice(2, -2).split(' | ');
    if (faultsOf(title).length === 0 || !existsSync(path.join(ROOT, file))) return [];
    const isThere = readFileSync(path.join(ROOT, file), 'utf8').includes(title);
    return isThere ? [{ title, file, result }] : [];
  });
}

function rowsOf(module: TestModule): readonly Row[] {
  const file = path.relative(ROOT, module.moduleId);
  return [...module.children.allTests()]
    .filter(({ name }) => faultsOf(name).length > 0)
    .map((test) => ({ title: test.name, file, result: test.result().state }));
}

function keyOf({ title, file }: Row): string {
  return `${file} ${title}`;
}

function lineOf(number: number, fault: string): (row: Row, at: number) => string {
  return ({ title, file, result }, at) => {
    const cells = [...(at === 0 ? [String(number), fault] : ['', '']), title, file, result];
    return `| ${cells.join(' | ')} |`;
  };
}
