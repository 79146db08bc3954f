import type {
  FileTexts,
  TestCoverage,
  TestRunner,
  TestRunRequest,
  WarmResult,
} from '../../src/core/ports';
import type { TestReport } from '../../src/core/testReport';
import type { MemoryWorkspace } from './memoryWorkspace';
import { problem, testReport } from './reports';

/** A runner whose result is a function of the code in the tree; it runs only what is selected. */
export function fakeRunner(
  workspace: MemoryWorkspace,
  testsFor: (texts: FileTexts, request: TestRunRequest) => TestReport,
): TestRunner & { readonly requests: readonly TestRunRequest[] } {
  const requests: TestRunRequest[] = [];
  return {
    name: 'fake',
    requests,
    run: (request, signal) => {
      signal.throwIfAborted();
      requests.push(request);
      const texts = workspace.textsIn(request.root);
      if ([...texts.values()].some(isBroken)) return Promise.resolve(BROKEN);
      return Promise.resolve(selected(testsFor(texts, request), request));
    },
  };
}

/** No file of any language begins with a closing bracket. */
function isBroken(text: string | null): boolean {
  return text?.startsWith(')') === true;
}

const BROKEN = testReport([], {
  verdict: 'load-error',
  loadErrors: [problem({ kind: 'load', message: 'unexpected )' })],
});

function selected(report: TestReport, { selection }: TestRunRequest): TestReport {
  if (selection.kind === 'all') return report;
  const chosen: readonly (string | undefined)[] =
    selection.kind === 'tests' ? selection.tests.map(({ id }) => id) : selection.files;
  const { verdict: _, ...rest } = report;
  const tests = report.tests.filter(({ id, file }) =>
    chosen.includes(selection.kind === 'tests' ? id : file),
  );
  return { ...rest, tests, verdict: testReport(tests).verdict };
}

/** Keeps tests of a fake runner loaded: what they pass is a function of the code, or of what `answer` makes of that. */
export function fakeWarmUp(
  workspace: MemoryWorkspace,
  testsFor: (texts: FileTexts) => TestReport,
  answer: (passed: readonly string[]) => Partial<WarmResult> = () => ({}),
  covered?: readonly TestCoverage[],
): NonNullable<TestRunner['warmUp']> {
  return ({ root, tests }) => {
    const before = workspace.textsIn(root);
    return Promise.resolve({
      check: (changes) => {
        const report = testsFor(new Map([...before, ...changes]));
        const wanted = new Set(tests.map(({ id }) => id));
        const passed = report.tests
          .filter(({ id, status }) => status === 'passed' && wanted.has(id))
          .map(({ id }) => id);
        const result = { kind: 'ended' as const, passed: new Set(passed), ...answer(passed) };
        return Promise.resolve(result);
      },
      ...(covered && { coverage: () => Promise.resolve(covered) }),
      dispose: () => Promise.resolve(),
    });
  };
}
