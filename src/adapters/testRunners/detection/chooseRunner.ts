import { readPackageJson, type PackageJson } from './packageJson';
import { listProjectFiles, readProjectFile } from './projectFiles';
import { recogniseCommand, type RecognisedCommand, type RunnerName } from './recogniseCommand';

const JS_TEST =
  /(^|\/)([^/]*[._-](test|spec)|test-[^/]*|test)\.[cm]?[jt]sx?$|(^|\/)tests?\/.*\.[cm]?[jt]sx?$/;
const PYTHON_TEST = /(^|\/)(test_[^/]*|[^/]*_test)\.py$/;
const NODE_TEST_IMPORT = /(from|require\(|import\()\s*['"]node:test['"]|import\s*['"]node:test['"]/;
/** So many test files tell what the others use too. */
const MAX_READ = 40;

/**
 * The runner that a workspace uses, with the flags of its own test script; undefined when none is seen. The test script
 * of package.json decides first, then a dependency or configuration, then what test files import. With both JavaScript
 * and Python, the language that has test files wins; when both have some, JavaScript if package.json has a test
 * script for it, else Python if pytest is configured, else JavaScript.
 */
export async function chooseRunner(root: string): Promise<RecognisedCommand | undefined> {
  const files = await listProjectFiles(root);
  const packageJson = await readPackageJson(root);
  const scripted = packageJson && recogniseCommand('npm test', packageJson.scripts);
  const script = await chooseJavaScript(root, { files, packageJson, scripted });
  const python = await choosePython(root, { files, scripted });
  if (script === undefined || python === undefined) return script ?? python;
  const hasScriptTests = files.some((file) => JS_TEST.test(file));
  const hasPythonTests = files.some((file) => PYTHON_TEST.test(file));
  if (hasScriptTests !== hasPythonTests) return hasScriptTests ? script : python;
  if (scripted !== undefined) return scripted;
  return (await isPytestConfigured(root)) ? python : script;
}

/** A command of this runner without flags. */
export function plainCommand(runner: RunnerName): RecognisedCommand {
  return { runner, flags: [], files: [], environment: {} };
}

interface ProjectFacts {
  readonly files: readonly string[];
  readonly packageJson: PackageJson | undefined;
  readonly scripted: RecognisedCommand | undefined;
}

async function chooseJavaScript(
  root: string,
  { files, packageJson, scripted }: ProjectFacts,
): Promise<RecognisedCommand | undefined> {
  if (scripted !== undefined && scripted.runner !== 'pytest') return scripted;
  const usesVitest =
    packageJson?.dependencies.has('vitest') === true ||
    files.some((file) => /^vitest\.(config|workspace)\./.test(file));
  if (usesVitest) return plainCommand('vitest');
  const tests = files.filter((file) => JS_TEST.test(file)).slice(0, MAX_READ);
  const texts = await Promise.all(tests.map((file) => readProjectFile(root, file)));
  if (texts.some((text) => NODE_TEST_IMPORT.test(text))) return plainCommand('node:test');
  const importsVitest = texts.some((text) => /from\s*['"]vitest['"]/.test(text));
  return importsVitest ? plainCommand('vitest') : undefined;
}

async function choosePython(
  root: string,
  { files, scripted }: Pick<ProjectFacts, 'files' | 'scripted'>,
): Promise<RecognisedCommand | undefined> {
  if (scripted?.runner === 'pytest') return scripted;
  const hasTests = files.some((file) => PYTHON_TEST.test(file) || /(^|\/)conftest\.py$/.test(file));
  return hasTests || (await isPytestConfigured(root)) ? plainCommand('pytest') : undefined;
}

async function isPytestConfigured(root: string): Promise<boolean> {
  const [own, project, tox, setup] = await Promise.all(
    ['pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg'].map((path) =>
      readProjectFile(root, path),
    ),
  );
  return (
    /^\[pytest\]/m.test(`${own ?? ''}\n${tox ?? ''}`) ||
    /^\[tool\.pytest/m.test(project ?? '') ||
    /^\[tool:pytest\]/m.test(setup ?? '')
  );
}
