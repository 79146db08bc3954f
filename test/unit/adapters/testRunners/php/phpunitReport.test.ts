import { describe, expect, test } from 'vitest';
import { phpLoadError, phpProblem } from '../../../../../src/adapters/testRunners/php/phpProblem';
import { readTeamCity } from '../../../../../src/adapters/testRunners/php/teamCity';

// As PHPUnit 9.6.7 wrote it.
const FAILED = `
##teamcity[testFailed name='testArr' message='Failed asserting that two arrays are equal.' details=' /tree/tests/BasicTest.php:15|n ' duration='0' type='comparisonFailure' actual='Array (|n    |'a|' => 2|n)' expected='Array (|n    |'a|' => 1|n)' flowId='16005']
printed
##teamcity[testFailed name='testCase with data set "two üä||"' message='Failed asserting that 2 is identical to 1.' details=' /tree/src/Calc.php:13|n /tree/tests/BasicTest.php:11|n ' duration='0' flowId='16005']
`;

describe('the report of PHPUnit', () => {
  test('has names and values with their escapes undone', () => {
    const [array, row] = readTeamCity(FAILED).map(({ fields }) => fields);
    expect(row?.['name']).toBe('testCase with data set "two üä|"');
    expect(phpProblem(array ?? {})).toMatchObject({
      kind: 'assert',
      expected: "Array (\n    'a' => 1\n)",
      actual: "Array (\n    'a' => 2\n)",
    });
    expect(phpProblem(row ?? {})).toMatchObject({
      kind: 'assert',
      expected: '1',
      actual: '2',
      frames: [
        { file: '/tree/src/Calc.php', line: 13 },
        { file: '/tree/tests/BasicTest.php', line: 11 },
      ],
    });
  });

  test('tells the class of an error where it stands before the message', () => {
    const message = 'RuntimeException : it broke';
    expect(phpProblem({ message })).toMatchObject({ kind: 'throw', name: 'RuntimeException' });
  });
});

describe('an error that keeps PHP from loading tests', () => {
  test('is found in what PHP 8.2 printed', () => {
    const said =
      'PHP Fatal error:  Uncaught ParseError: syntax error, unexpected token "=" in /tree/src/broken.php:1\nStack trace:\n';
    expect(phpLoadError(said)).toEqual({
      kind: 'load',
      name: 'ParseError',
      message: 'syntax error, unexpected token "="',
      frames: [{ file: '/tree/src/broken.php', line: 1 }],
    });
    expect(phpLoadError('Tests: 1')).toBeUndefined();
  });
});
