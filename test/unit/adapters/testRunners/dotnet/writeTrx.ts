/** A result of a TRX report. */
export interface WrittenResult {
  readonly test: string;
  readonly className?: string;
  readonly method: string;
  readonly outcome: string;
  readonly duration?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly output?: string;
}

/** A TRX report with these results, in the elements and attributes of the schema. */
export function trx(...results: readonly WrittenResult[]): string {
  const passed = results.filter(({ outcome }) => outcome === 'Passed').length;
  return `<?xml version="1.0" encoding="utf-8"?>
<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
  <Results>${results.map((one, at) => resultText(one, at)).join('')}</Results>
  <TestDefinitions>${results.map((one, at) => definitionText(one, at)).join('')}</TestDefinitions>
  <ResultSummary outcome="Completed">
    <Counters total="${results.length}" executed="${results.length}" passed="${passed}"/>
  </ResultSummary>
</TestRun>`;
}

function resultText(result: WrittenResult, at: number): string {
  const { test, outcome, duration = '00:00:00.0010000', message, stack = '', output = '' } = result;
  const error =
    message === undefined
      ? ''
      : `<ErrorInfo><Message>${message}</Message><StackTrace>${stack}</StackTrace></ErrorInfo>`;
  return `<UnitTestResult testId="${at}" testName="${test}" duration="${duration}" outcome="${outcome}">
    <Output><StdOut>${output}</StdOut>${error}</Output>
  </UnitTestResult>`;
}

function definitionText({ test, className, method }: WrittenResult, at: number): string {
  const owner = className === undefined ? '' : `className="${className}"`;
  return `<UnitTest name="${test}" id="${at}"><TestMethod ${owner} name="${method}"/></UnitTest>`;
}
