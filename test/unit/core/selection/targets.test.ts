import { describe, expect, test } from 'vitest';
import { nameInFile } from '../../../../src/core/selection/testName';
import { chooseTargets, isNamed, redOf } from '../../../../src/core/selection/targets';
import { failedTest, problem, testReport, testResult } from '../../../support/reports';

const cart = (name: string, suite: readonly string[] = []): ReturnType<typeof testResult> =>
  testResult(name, { suite });
const elsewhere = { file: 'test/other.test.ts', id: 'other > adds' };
const other = testResult('adds', elsewhere);

describe('naming a test', () => {
  test.each<[string, ReturnType<typeof testResult>, string]>([
    ['its file', cart('adds'), 'test/cart.test.ts'],
    ['its folder', cart('adds'), './test'],
    ['a part of its full name', cart('adds', ['money']), 'money > ad'],
    ['its file and its full name', cart('adds', ['money']), 'test/cart.test.ts::money > adds'],
    ['its file and its suite', cart('adds', ['money']), 'test/cart.test.ts::money'],
    ['its folder and its full name', cart('adds'), 'test::adds'],
    ['the names as pytest writes them', cart('adds', ['Money']), 'test/cart.test.ts::Money::adds'],
    ['the table whose row it is', cart('adds[1-2]'), 'test/cart.test.ts::adds'],
    ['a test whose subtest it is', cart('zero', ['adds']), 'test/cart.test.ts::adds'],
    ['a name with an open place', cart('adds 1 and 2'), 'test/cart.test.ts::adds * and *'],
  ])('%s means it', (_, result, name) => {
    expect(isNamed(result, [name])).toBe(true);
  });

  test.each<[string, ReturnType<typeof testResult>, string]>([
    ['the same name in another file', other, 'test/cart.test.ts::adds'],
    ['a name that only begins alike', cart('adds more'), 'test/cart.test.ts::adds'],
    ['a name that only ends alike', cart('never adds'), 'test/cart.test.ts::adds'],
    ['the same name in a suite', cart('adds', ['money']), 'test/cart.test.ts::adds'],
    ['another row of no table', cart('addsx1'), 'test/cart.test.ts::adds'],
    ['what an open place does not reach', cart('adds 1 or 2'), 'test/cart.test.ts::adds * and *'],
    ['a pattern that is only text', cart('abc'), 'test/cart.test.ts::a.c*'],
  ])('%s does not mean it', (_, result, name) => {
    expect(isNamed(result, [name])).toBe(false);
  });

  test('of two red tests of one name only that of the named file is a target', () => {
    const twin = { ...failedTest('adds'), ...elsewhere };
    const red = redOf(testReport([failedTest('adds'), twin]));
    const wanted = [nameInFile('test/other.test.ts', ['adds'])];
    expect(chooseTargets(red, wanted).map(({ id }) => id)).toEqual(['other > adds']);
    expect(chooseTargets(red, ['adds'])).toHaveLength(2);
  });

  test('a test of a file that does not load means what keeps the file from loading', () => {
    const blocked = problem({ kind: 'load', blocks: ['test/cart.test.ts'] });
    const red = redOf(testReport([], { loadErrors: [blocked] }));
    expect(chooseTargets(red, ['test/cart.test.ts::money > adds'])).toHaveLength(1);
    expect(chooseTargets(red, ['test/other.test.ts::adds'])).toHaveLength(0);
  });
});
