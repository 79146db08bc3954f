import { describe, expect, test } from 'vitest';
import {
  isRedTestRun,
  isTestRun,
  testFilesIn,
} from '../../../../src/extension/testing/testCommandLine';

describe('a command line of a terminal', () => {
  test.each([
    'npm test',
    'npm t',
    'npm run test:unit -- --reporter=dot',
    'pnpm test',
    'yarn test',
    'npx vitest run test/a.test.ts',
    'npx --yes jest',
    'vitest run',
    'CI=1 npx jest',
    'node --test',
    'node --import tsx --test test/',
    '/usr/bin/node --test',
    'pytest -q',
    'python3 -m pytest tests',
    'poetry run pytest',
    'uv run python -m pytest',
    'go test ./...',
    'cargo test',
    'mvn -q test',
    './gradlew test',
    'dotnet test',
    'cd packages/a && npm test',
    'npm run build && npm test',
    'clear; npm test',
  ])('%s runs tests', (line) => {
    expect(isTestRun(line)).toBe(true);
  });

  test.each([
    'npm install',
    'npm run testimonials-are-not && echo',
    'npm run latest',
    'ls test',
    'cat pytest.ini',
    'node test.js',
    'git commit -m "npm test"',
    'npm test | tee log',
    'npm test; echo done',
    'vim vitest.config.ts',
    'go build ./...',
    '',
  ])('%s does not', (line) => {
    expect(isTestRun(line)).toBe(false);
  });

  test.each([
    [1, true],
    [2, true],
    [0, false],
    [130, false],
    [137, false],
    [-1, false],
    [undefined, false],
  ])('a test run that ends with %s is red: %s', (exitCode, isRed) => {
    expect(isRedTestRun('npm test', exitCode)).toBe(isRed);
  });

  test('names the test files that were run, and no other files', () => {
    const line = `node --import ./test/setup.js --test 'test/a.test.js' b_test.py tests/test_c.py::test_x src/a.js`;
    expect(testFilesIn(line)).toEqual(['test/a.test.js', 'b_test.py', 'tests/test_c.py::test_x']);
  });
});
