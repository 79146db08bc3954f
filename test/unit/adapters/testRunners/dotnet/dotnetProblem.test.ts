import { describe, expect, test } from 'vitest';
import { dotnetProblem } from '../../../../../src/adapters/testRunners/dotnet/dotnetProblem';

/** Messages in the form that each framework gives them. */
describe('a failure of .NET', () => {
  test.each([
    ['xunit', 'Assert.Equal() Failure: Values differ\r\nExpected: 5\r\nActual:   -1'],
    ['NUnit', '  Assert.That(sum, Is.EqualTo(5))\n  Expected: 5\n  But was:  -1\n'],
    ['MSTest', 'Assert.AreEqual failed. Expected:<5>. Actual:<-1>. '],
    ['Shouldly', 'Shouldly.ShouldAssertException : sum\n    should be\n5\n    but was\n-1'],
    ['FluentAssertions', 'Expected sum to be 5, but found -1.'],
  ])('has the values of %s', (_, message) => {
    const problem = dotnetProblem({ outcome: 'Failed', message, stack: '' });
    expect(problem).toMatchObject({ kind: 'assert', expected: '5', actual: '-1' });
  });

  test.each([
    ['xunit and NUnit', 'System.NullReferenceException : no order'],
    ['MSTest', 'Test method Shop.A.B threw exception: \nSystem.NullReferenceException: no order'],
  ])('has the exception of %s', (_, message) => {
    const problem = dotnetProblem({ outcome: 'Failed', message, stack: '' });
    expect(problem).toMatchObject({
      kind: 'throw',
      name: 'NullReferenceException',
      message: 'no order',
    });
  });

  test.each([
    ['NUnit', 'OneTimeSetUp: System.InvalidOperationException : the hook broke'],
    [
      'MSTest',
      'Class Initialization method Shop.A.Init threw exception. System.InvalidOperationException: the hook broke',
    ],
    [
      'xunit',
      "Class fixture type 'Shop.Db' threw in its constructor\n---- System.InvalidOperationException : the hook broke",
    ],
  ])('tells a preparation of %s', (_, message) => {
    const problem = dotnetProblem({ outcome: 'Failed', message, stack: '' });
    expect(problem).toMatchObject({ kind: 'hook', message: 'the hook broke' });
  });

  test('is late when its outcome or its words say so', () => {
    const late = { outcome: 'Timeout', message: '', stack: '' };
    expect(dotnetProblem(late)).toMatchObject({ kind: 'timeout' });
    const message = 'Test execution timed out after 100 milliseconds';
    expect(dotnetProblem({ ...late, outcome: 'Failed', message }).kind).toBe('timeout');
  });

  test('has the frames that name a file, in any language and without hidden roots', () => {
    const stack = [
      '   at System.String.Copy(String text)',
      '   at Shop.Calc.Total(Int32[] order) in /tree/src/Calc.cs:line 12',
      String.raw`   en Shop.CalcTests.<Adds>d__1.MoveNext() en C:\tree\CalcTests.cs:línea 9`,
      '--- End of stack trace from previous location ---',
      '   at Shop.CalcTests.Adds() in /_/tests/CalcTests.cs:line 7',
    ].join('\r\n');
    expect(dotnetProblem({ outcome: 'Failed', message: 'x', stack }).frames).toEqual([
      { file: '/tree/src/Calc.cs', line: 12, function: 'Total' },
      { file: String.raw`C:\tree\CalcTests.cs`, line: 9, function: 'MoveNext' },
      { file: 'tests/CalcTests.cs', line: 7, function: 'Adds' },
    ]);
  });
});
