import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { FAULTS, faultsOf } from './faults';

const ROOT = path.resolve(import.meta.dirname, '../..');
const INTRODUCTION = `# What can go wrong

What Fixpoint does when something goes wrong, and the tests that produce it for real; written by \`npm run faults\` from a
run of them.
`;

interface Row {
  readonly title: string;
  readonly file: string;
  readonly result: string;
}

/** Writes `docs/faults.md`: the tests of each fault, and how they ended. */
export default class FaultsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const lines = FAULTS.flatMap((fault, at) => rowsOf(tests, at + 1).map(lineOf(at + 1, fault)));
    const head = ['| | fault | test | in | result |', '| - | - | - | - | - |'];
    const text = [INTRODUCTION, ...head, ...lines, ''].join('\n');
    writeFileSync(path.join(ROOT, 'docs/faults.md'), text);
  }
}

function rowsOf(tests: readonly TestCase[], fault: number): readonly Row[] {
  const rows = tests
    .filter(({ name }) => faultsOf(name).includes(fault))
    .map((each) => ({
      title: each.name,
      file: path.relative(ROOT, each.module.moduleId),
      result: each.result().state,
    }))
    .toSorted((one, other) => one.title.localeCompare(other.title));
  return rows.length > 0 ? rows : [{ title: '', file: '', result: 'not tested' }];
}

function lineOf(number: number, fault: string): (row: Row, at: number) => string {
  return ({ title, file, result }, at) => {
    const cells = [...(at === 0 ? [String(number), fault] : ['', '']), title, file, result];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  };
}
