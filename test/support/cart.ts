import type { FileTexts } from '../../src/core/ports';
import type { TestReport } from '../../src/core/testReport';
import { failedTest, testReport, testResult } from './reports';

/** The files of a project with one fault. */
export const cartFiles = {
  'src/cart.ts':
    'export function total(n: number) {\n  return n - 1;\n}\nexport function name() {\n  return "cart";\n}\n',
  'test/cart.test.ts':
    "import { total } from '../src/cart';\ntest('adds', () => {\n  total(1);\n});\n",
};

/** "adds" wants an addition, "prints" wants the name unchanged. */
export function cartTests(texts: FileTexts): TestReport {
  const code = texts.get('src/cart.ts') ?? '';
  const adds = code.includes('n + 1')
    ? testResult('adds')
    : failedTest('adds', { expected: '2', actual: '0' });
  const prints = code.includes('"cart"') ? testResult('prints') : failedTest('prints');
  return testReport([adds, prints]);
}
