import type { Problem, TestReport, TestResult } from '../../core/testReport';

/** A file, suite or test of a report, as the Testing view shows it. */
export interface TestNode {
  /** Unique among its siblings, and the same in the next report. */
  readonly key: string;
  readonly label: string;
  /** Relative to the workspace folder. */
  readonly file: string;
  /** 0-based; absent for files, and for suites that the runner does not place. */
  readonly line?: number;
  /** What the node is as a test; absent for files and suites. */
  readonly result?: TestResult;
  /** Of files: why they did not load. */
  readonly problems: readonly Problem[];
  readonly children: readonly TestNode[];
}

/** The tests of a report by file and suite, and the files that did not load; tests without a file are left out. */
export function testTree({ tests, loadErrors }: TestReport): readonly TestNode[] {
  const files = new Map<string, Draft>();
  const fileNode = (file: string): Draft => {
    const node = files.get(file) ?? draft({ key: file, label: file, file });
    files.set(file, node);
    return node;
  };
  for (const problem of loadErrors) {
    for (const file of problem.blocks ?? []) fileNode(file).problems.push(problem);
  }
  for (const test of tests) {
    if (test.file !== undefined) addTest(fileNode(test.file), test);
  }
  return [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1)).map(finished);
}

interface Draft extends Pick<TestNode, 'key' | 'label' | 'file'> {
  readonly problems: Problem[];
  readonly children: Map<string, Draft>;
  result?: TestResult;
}

function draft(start: Pick<TestNode, 'key' | 'label' | 'file'>): Draft {
  return { ...start, problems: [], children: new Map() };
}

function addTest(file: Draft, test: TestResult): void {
  const suite = test.suite.reduce((above, name) => childOf(above, name), file);
  let node = childOf(suite, test.name);
  // A test may have subtests, and so be there already; one that has a result is another of the same name.
  for (let use = 2; node.result !== undefined; use++) node = childOf(suite, test.name, use);
  node.result = test;
}

function childOf(above: Draft, label: string, use = 1): Draft {
  const key = use === 1 ? label : `${label} #${String(use)}`;
  const child = above.children.get(key) ?? draft({ key, label, file: above.file });
  above.children.set(key, child);
  return child;
}

function finished({ key, label, file, result, problems, children }: Draft): TestNode {
  return {
    key,
    label,
    file,
    problems,
    ...(result !== undefined && { result }),
    ...(result?.line !== undefined && { line: result.line - 1 }),
    children: [...children.values()].map(finished),
  };
}
