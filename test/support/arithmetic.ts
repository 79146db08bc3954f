import type { FileTexts } from '../../src/core/ports';
import type { Problem, TestReport, TestResult } from '../../src/core/testReport';
import { replyEdit } from './replyEdit';
import { failedTest, testReport, testResult } from './reports';

const OPERATIONS = ['add', 'subtract', 'multiply'] as const;

export type Operation = (typeof OPERATIONS)[number];

/** What each function has to return, and what it returns at first. */
const WANTED: Record<Operation, string> = { add: 'a + b', subtract: 'a - b', multiply: 'a * b' };
const FAULTY: Record<Operation, string> = { add: 'a', subtract: 'a', multiply: 'a' };

/** The files of a project with a faulty function for each operation named; the others are right. */
export function arithmeticFiles(...faulty: readonly Operation[]): Record<string, string> {
  const functions = OPERATIONS.map((name) => {
    const value = faulty.includes(name) ? FAULTY[name] : WANTED[name];
    return `export function ${name}(a: number, b: number) {\n  // ${name}\n  return ${value};\n}\n`;
  });
  const tests = OPERATIONS.map((name) => `test('${name}s', () => {\n  ${name}(1, 2);\n});\n`);
  return {
    'src/math.ts': functions.join('\n'),
    'test/math.test.ts': `import { ${OPERATIONS.join(', ')} } from '../src/math';\n${tests.join('')}`,
  };
}

/** The edit that makes an operation return another expression. */
export function setResult(operation: Operation, from: string, to: string): string {
  const lines = (value: string): string => `  // ${operation}\n  return ${value};`;
  return replyEdit('src/math.ts', lines(from), lines(to));
}

/** The edit of a faulty operation. */
export function firstResult(operation: Operation, to: string): string {
  return setResult(operation, FAULTY[operation], to);
}

/** The edit that makes a faulty operation right. */
export function repairOf(operation: Operation): string {
  return firstResult(operation, WANTED[operation]);
}

/** One test per operation, "adds" and so on: green if its function returns what it should; else it tells what it returned. */
export function arithmeticTests(texts: FileTexts): TestReport {
  const code = texts.get('src/math.ts') ?? '';
  return testReport(OPERATIONS.map((name) => testOf(name, code)));
}

function testOf(name: Operation, code: string): TestResult {
  const fields = { file: 'test/math.test.ts', id: `test/math.test.ts > ${name}s` };
  const match = new RegExp(`// ${name}\\n  return (.*);`).exec(code);
  const actual = match?.[1];
  if (actual === WANTED[name]) return testResult(`${name}s`, fields);
  const line = code.slice(0, match?.index ?? 0).split('\n').length + 1;
  const problem: Partial<Problem> = {
    message: `${name}s is wrong`,
    expected: WANTED[name],
    ...(actual !== undefined && { actual }),
    frames: [{ file: 'src/math.ts', line, function: name }],
  };
  return { ...failedTest(`${name}s`, problem), ...fields };
}
