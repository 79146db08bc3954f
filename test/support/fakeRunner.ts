import type { FileTexts, TestRunner, TestRunRequest } from '../../src/core/ports';
import type { TestReport } from '../../src/core/testReport';
import type { MemoryWorkspace } from './memoryWorkspace';
import { testReport } from './reports';

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
      return Promise.resolve(selected(testsFor(workspace.textsIn(request.root), request), request));
    },
  };
}

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
