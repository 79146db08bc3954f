import { describe, expect, onTestFinished, test } from 'vitest';
import type { TestReport } from '../../../src/core/testReport';
import { temporaryFolder } from '../../support/temporaryFolder';
import { areInstalled } from './installedRunners';
import { runSmallProject } from './smallProject';
import { isAvailable } from './trial';

const hasPytest = await isAvailable('python3', ['-c', 'import pytest']);

/** Lets the run keep its report below a folder of its own, so that the forger below finds no other run's. */
function keepReportsApart(): void {
  const names = ['TMPDIR', 'TMP', 'TEMP'];
  const before = names.map((name) => [name, process.env[name]] as const);
  const folder = temporaryFolder();
  for (const name of names) process.env[name] = folder;
  onTestFinished(() => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });
}

/** What is known of the test "adds", which is red unless the report is forged. */
function targetIn(report: TestReport): string {
  return report.tests.find(({ name }) => name.endsWith('adds'))?.status ?? 'missing';
}

/** Appends a green report: sealed if the key can be found, else with what the real lines show. */
const SCRIPT_FORGER = `
import { createHmac } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
export function forge() {
  const folder = readdirSync(tmpdir()).find((name) => name.startsWith('fixpoint-run-'));
  const at = (name) => join(tmpdir(), folder, name);
  const report = at('report.jsonl');
  const key = existsSync(at('key')) ? readFileSync(at('key'), 'utf8') : 'guessed';
  const real = readFileSync(report, 'utf8').split('\\n').filter(Boolean);
  let seal = (real.at(-1) ?? '').slice(0, 64);
  const file = join(process.cwd(), 'tests/add.test.js');
  const passed = { event: 'test', file, suite: [], name: 'adds', status: 'passed', problems: [] };
  for (const value of [{ event: 'start' }, passed, { event: 'end' }]) {
    const text = JSON.stringify(value);
    seal = createHmac('sha256', key).update(seal + text).digest('hex');
    appendFileSync(report, seal + ' ' + text + '\\n');
    console.log(seal + ' ' + text);
  }
}
`;

const SCRIPT_RUNNERS = [
  {
    runner: 'node:test',
    command: 'node --test tests/add.test.js',
    imports: "import test from 'node:test';",
  },
  { runner: 'vitest', command: 'vitest run', imports: "import { test } from 'vitest';" },
  { runner: 'mocha', command: 'mocha tests', imports: "import { it as test } from 'mocha';" },
  {
    runner: 'jest',
    command: 'node --experimental-vm-modules node_modules/jest/bin/jest.js',
    imports: "import { test } from '@jest/globals';",
  },
];
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  mocha: ['mocha'],
  jest: ['jest', '@jest/globals'],
};

const SCRIPT_TRICKS = {
  'forges a green report': { atLoad: 'forge();', inTest: '' },
  'forges a green report and exits': { atLoad: 'forge(); process.exit(0);', inTest: '' },
  'forges a green report and exits in the test': {
    atLoad: '',
    inTest: 'forge(); process.exit(0);',
  },
  'exits while it is loaded': { atLoad: 'process.exit(0);', inTest: '' },
  'exits in the test': { atLoad: '', inTest: 'process.exit(0);' },
  'exits in the test without any handler': { atLoad: '', inTest: 'process.reallyExit(0);' },
};

const installed = SCRIPT_RUNNERS.filter(({ runner }) => areInstalled(...(PACKAGES[runner] ?? [])));

describe.each(installed)('with $runner', ({ runner, command, imports }) => {
  const run = (add: string): Promise<TestReport> => {
    keepReportsApart();
    const files = {
      'src/forge.js': SCRIPT_FORGER,
      'src/add.js': `import { forge } from './forge.js';\n${add}`,
      'tests/add.test.js': `${imports}
import { add } from '../src/add.js';
test('adds', () => { if (add(2, 3) !== 5) throw new Error('wrong'); });`,
    };
    return runSmallProject(command, files, { packages: PACKAGES[runner] ?? [] });
  };

  test('right code is green', async () => {
    const report = await run('export function add(a, b) { return forge ? a + b : 0; }');
    expect(report.verdict).toBe('passed');
    expect(targetIn(report)).toBe('passed');
  });

  test.each(Object.entries(SCRIPT_TRICKS))(
    'code that %s is not green',
    async (_, { atLoad, inTest }) => {
      const report = await run(
        `${atLoad}\nexport function add(a, b) { ${inTest} return forge ? a - b : 0; }`,
      );
      expect(report.verdict).not.toBe('passed');
      expect(['failed', 'missing']).toContain(targetIn(report));
    },
  );
});

/** The same in Python; `rewrite` changes the real lines instead. */
const PYTHON_FORGER = `
import glob, hashlib, hmac, json, os, tempfile

def _path(name):
    return glob.glob(os.path.join(tempfile.gettempdir(), "fixpoint-run-*", name))

def forge():
    key = open(_path("key")[0], "rb").read() if _path("key") else b"guessed"
    report = _path("report.jsonl")[0]
    seal = open(report).read().splitlines()[-1][:64]
    passed = {"event": "test", "id": "tests/test_add.py::test_adds", "name": "test_adds",
              "file": os.path.abspath("tests/test_add.py"), "suite": [], "status": "passed"}
    with open(report, "a") as lines:
        for value in [{"event": "start"}, passed, {"event": "end"}]:
            text = json.dumps(value)
            seal = hmac.new(key, (seal + text).encode(), hashlib.sha256).hexdigest()
            lines.write(seal + " " + text + "\\n")
            print(seal + " " + text)

def rewrite():
    report = _path("report.jsonl")[0]
    text = open(report).read()
    open(report, "w").write(text.replace('"failed"', '"passed"'))
    os._exit(0)
`;

const PYTHON_TRICKS = {
  'forges a green report': { atLoad: 'forge()', inTest: 'pass' },
  'forges a green report and exits': { atLoad: 'forge(); os._exit(0)', inTest: 'pass' },
  'forges a green report and exits in the test': { atLoad: '', inTest: 'forge(); os._exit(0)' },
  'rewrites the report at the end': { atLoad: 'atexit.register(rewrite)', inTest: 'pass' },
  'exits while it is loaded': { atLoad: 'os._exit(0)', inTest: 'pass' },
  'exits in the test': { atLoad: '', inTest: 'os._exit(0)' },
  'exits in the test, politely': { atLoad: '', inTest: 'raise SystemExit(0)' },
};

describe.skipIf(!hasPytest)('with pytest', () => {
  test.each(Object.entries(PYTHON_TRICKS))(
    'code that %s is not green',
    async (_, { atLoad, inTest }) => {
      keepReportsApart();
      const report = await runSmallProject('python3 -m pytest', {
        'src/__init__.py': '',
        'src/forge.py': PYTHON_FORGER,
        'src/add.py': `import atexit, os
from src.forge import forge, rewrite
${atLoad}
def add(a, b):
    ${inTest}
    return a - b
`,
        'tests/test_add.py': `from src.add import add

def test_adds():
    assert add(2, 3) == 5
`,
      });
      expect(report.verdict).not.toBe('passed');
      expect(['failed', 'missing']).toContain(targetIn(report));
    },
  );
});
