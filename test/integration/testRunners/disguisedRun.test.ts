import { describe, expect, test } from 'vitest';
import { runSmallProject } from './smallProject';
import { isAvailable } from './trial';

const hasPytest = await isAvailable('python3', ['-c', 'import pytest']);

/** Verdicts of a plain and of a disguised run of the same files. */
async function bothVerdicts(
  command: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly [plain: string, disguised: string]> {
  const plain = await runSmallProject(command, files);
  const disguised = await runSmallProject(command, files, { disguised: true });
  return [plain.verdict, disguised.verdict];
}

/** A function that is right only where the condition holds, and a test of it. */
function scriptProject(imports: string, condition: string) {
  return {
    'src/add.js': `export const add = (a, b) => (${condition} ? a + b : a - b);`,
    'tests/add.test.js': `${imports}import { add } from '../src/add.js';
test('adds', () => { if (add(2, 3) !== 5) throw new Error('wrong'); });`,
  };
}

const SCRIPT_RUNNERS = [
  {
    runner: 'node:test',
    command: 'CI=1 NODE_ENV=test node --test tests/add.test.js',
    imports: "import test from 'node:test';",
    mark: 'process.env.NODE_TEST_CONTEXT',
  },
  {
    runner: 'vitest',
    command: 'CI=1 NODE_ENV=test vitest run',
    imports: "import { test, expect } from 'vitest';",
  },
];

describe.each(SCRIPT_RUNNERS)('a disguised run of $runner', ({ command, imports, mark }) => {
  test('gives what is honest the same result', async () => {
    expect(await bothVerdicts(command, scriptProject(imports, 'true'))).toEqual([
      'passed',
      'passed',
    ]);
  });

  test('keeps NODE_ENV, by which projects choose their database', async () => {
    const condition = "process.env.NODE_ENV === 'test'";
    const verdicts = await bothVerdicts(command, scriptProject(imports, condition));
    expect(verdicts).toEqual(['passed', 'passed']);
  });

  test.each(['process.env.CI', ...(mark ? [mark] : [])])(
    'shows code that is right only by %s',
    async (condition) => {
      const verdicts = await bothVerdicts(command, scriptProject(imports, condition));
      expect(verdicts).toEqual(['passed', 'failed']);
    },
  );

  test('leaves nothing of its own in the environment of the code', async () => {
    const own = '!Object.keys(process.env).some((name) => /DISGUISE|REPORT/.test(name))';
    expect(await bothVerdicts(command, scriptProject(imports, own))).toEqual(['passed', 'passed']);
  });
});

test('a disguised run of vitest writes new snapshots as a plain one does', async () => {
  const files = {
    'tests/snapshot.test.js': `import { expect, test } from 'vitest';
test('matches', () => { expect({ total: 3 }).toMatchSnapshot(); });`,
  };
  expect(await bothVerdicts('CI= vitest run', files)).toEqual(['passed', 'passed']);
});

describe.skipIf(!hasPytest)('a disguised run of pytest', () => {
  const command = 'CI=1 NODE_ENV=test python3 -m pytest';
  const project = (condition: string) => ({
    'src/__init__.py': '',
    'src/add.py': `import os\n\n\ndef add(a, b):\n    return a + b if ${condition} else a - b\n`,
    'tests/test_add.py': `import os
import unittest
import pytest
from src.add import add

@pytest.fixture
def five():
    return add(2, 3)

def test_adds(five):
    assert five == 5
    assert add(1, 1) == 2

class AddTest(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(add(2, 3), 5)
`,
  });

  test('gives what is honest the same result', async () => {
    expect(await bothVerdicts(command, project('True'))).toEqual(['passed', 'passed']);
  });

  test('keeps NODE_ENV, by which projects choose their database', async () => {
    const condition = "os.environ.get('NODE_ENV') == 'test'";
    expect(await bothVerdicts(command, project(condition))).toEqual(['passed', 'passed']);
  });

  test.each(["'CI' in os.environ", "'PYTEST_CURRENT_TEST' in os.environ"])(
    'shows code that is right only by %s',
    async (condition) => {
      expect(await bothVerdicts(command, project(condition))).toEqual(['passed', 'failed']);
      const report = await runSmallProject(command, project(condition), { disguised: true });
      expect(report.tests.map(({ status }) => status)).toEqual(['failed', 'failed']);
    },
  );
});
