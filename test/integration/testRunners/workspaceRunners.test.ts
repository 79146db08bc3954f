import { expect, test } from 'vitest';
import { workspaceRunners } from '../../../src/adapters/testRunners/detection/workspaceRunners';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';

/** What is tested in a workspace of these files, as `folder: runner`. */
async function testedIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const root = temporaryFolder();
  writeFiles(root, files);
  const found = await workspaceRunners(root);
  return found.map(({ folder, runner }) => `${folder || '.'}: ${runner.runner}`);
}

const VITEST = "import { test } from 'vitest';";
const PYTHON = 'def test_one():\n    pass\n';
const API = { 'api/pyproject.toml': '[tool.pytest.ini_options]\n', 'api/test_a.py': PYTHON };

test('a project is tested by its own runner', async () => {
  expect(await testedIn({ 'package.json': '{}', 'a.test.ts': VITEST })).toEqual(['.: vitest']);
});

test('a project without tests has the runner that it depends on', async () => {
  const manifest = '{ "devDependencies": { "vitest": "5" } }';
  expect(await testedIn({ 'package.json': manifest })).toEqual(['.: vitest']);
  expect(await testedIn({ 'package.json': '{}' })).toEqual([]);
});

test('packages of a project in other languages are tested beside it', async () => {
  const files = {
    'package.json': '{ "scripts": { "test": "vitest run" } }',
    'src/a.test.ts': VITEST,
    'packages/web/package.json': '{}',
    'packages/web/b.test.ts': VITEST,
    ...API,
  };
  expect(await testedIn(files)).toEqual(['.: vitest', 'api: pytest']);
});

test('packages are tested in the place of a root that only holds them', async () => {
  const files = {
    'package.json': '{ "workspaces": ["packages/*"], "devDependencies": { "vitest": "5" } }',
    'packages/web/package.json': '{ "scripts": { "test": "vitest run" } }',
    'packages/web/a.test.ts': VITEST,
    'packages/api/package.json': '{ "scripts": { "test": "node --test" } }',
    'packages/api/a.test.mjs': "import { test } from 'node:test';",
  };
  expect(await testedIn(files)).toEqual(['packages/api: node:test', 'packages/web: vitest']);
  const configured = { ...files, 'vitest.config.ts': '' };
  expect(await testedIn(configured)).toEqual(['.: vitest', 'packages/api: node:test']);
});

test('projects that are material of tests, examples or documents are no packages', async () => {
  const material = ['test/fixtures/api', 'examples/api', 'docs', 'src/deep/down/api'];
  for (const folder of material) {
    const files = {
      'package.json': '{}',
      'a.test.ts': VITEST,
      [`${folder}/pyproject.toml`]: '[tool.pytest.ini_options]\n',
      [`${folder}/test_a.py`]: PYTHON,
    };
    expect(await testedIn(files), folder).toEqual(['.: vitest']);
  }
});
