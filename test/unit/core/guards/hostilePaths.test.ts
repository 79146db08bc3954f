import { expect, test } from 'vitest';
import {
  PathOutsideWorkspace,
  assertContainedPath,
} from '../../../../src/adapters/workspace/containedPath';
import { protectionOf } from '../../../../src/core/guards/protectedPaths';
import { checkWorkspacePath } from '../../../../src/core/guards/workspacePath';

const KNOWN = new Set(['src/cart.ts']);
const NONE: ReadonlySet<string> = new Set();

/** What of these paths a reply may edit: neither refused, nor protected, nor outside for whoever writes. */
function open(paths: readonly string[]): readonly string[] {
  return paths.filter((written) => {
    const { path } = checkWorkspacePath(written, KNOWN);
    return path !== undefined && protectionOf(path, NONE) === undefined && isContained(path);
  });
}

function isContained(path: string): boolean {
  try {
    assertContainedPath(path);
    return true;
  } catch (error) {
    if (error instanceof PathOutsideWorkspace) return false;
    throw error;
  }
}

/** Whether the words alone are refused, whatever is protected. */
function refused(paths: readonly string[]): readonly (string | undefined)[] {
  return paths.map((path) => checkWorkspacePath(path, KNOWN).refusal);
}

test('fault 92: paths that leave the workspace in any writing are refused with a sentence', () => {
  const leaving = [
    '../evil.ts',
    'src/../../repo-evil/a.ts',
    '..\\evil.ts',
    'src\\..\\..\\evil.ts',
    './../evil.ts',
    '~/evil.ts',
    '~root/evil.ts',
    '%2e%2e/evil.ts',
    'src/%2E%2E%2Fevil.ts',
    '..%5cevil.ts',
    '/etc/passwd',
    '//server/share/evil.ts',
    '\\\\server\\share\\evil.ts',
    '\\\\?\\C:\\evil.ts',
    '\\\\.\\pipe\\evil',
    'C:\\evil.ts',
    'C:evil.ts',
    'file:///etc/passwd',
    'file:/etc/passwd',
    'vscode-remote://host/evil.ts',
    ' ../evil.ts ',
  ];
  expect(open(leaving)).toEqual([]);
  for (const refusal of refused(leaving))
    expect(refusal).toContain('only files inside the workspace');
  expect(checkWorkspacePath('src/cart.ts', KNOWN).path).toBe('src/cart.ts');
});

test('fault 95: names that some system cannot hold, or reads as another file, are refused on all systems', () => {
  const names = [
    'src/a\0.ts',
    'src/cart.ts::$DATA',
    'src/cart.ts:stream',
    'CON',
    'src/con.ts',
    'src/Aux',
    'src/lpt1.txt',
    'src/cart.ts.',
    'src/folder /a.ts',
    'src/folder./a.ts',
    'PROGRA~1/a.ts',
    'GIT~1/hooks/post-commit',
    'src/a?.ts',
    'src/a*.ts',
    'src/a|b.ts',
    'src/"a".ts',
    'src/a\nb.ts',
  ];
  expect(open(names)).toEqual([]);
  expect(refused(names)).not.toContain(undefined);
});

test('fault 96: protected names are known in any case, Unicode form and with characters that do not show', () => {
  const names = [
    '.GIT/hooks/post-commit',
    '.Git/config',
    '.gi\u200ct/config',
    '.g\u034Fit/config',
    '\u034F.git/config',
    '.\uFF47it/config',
    '.VSCode/settings.json',
    '.vs\u200Dcode/tasks.json',
    '\uFE0F.vscode/tasks.json',
    'Package.JSON',
    'packa\u034Fge.json',
    '\uFF50ackage.json',
    'PACKAGE-LOCK.json',
    'team.CODE-WORKSPACE',
    'Agents.MD',
    'Test/cart.js',
    'src/cart.TEST.ts',
    'Jenkinsfile',
    'JENKINSFILE',
    '.git\u00A0/config',
  ];
  expect(open(names)).toEqual([]);
});

test('fault 97: what tools, shells, agents and continuous integration obey is never edited automatically', () => {
  const names = [
    ...['.git/hooks/pre-commit', '.gitignore', '.gitattributes', '.gitmodules', 'sub/.git'],
    ...['.vscode/settings.json', 'app/.vscode/tasks.json', 'team.code-workspace'],
    ...['.idea/workspace.xml', '.devcontainer/devcontainer.json', '.devcontainer.json'],
    ...['.husky/pre-commit', '.pre-commit-config.yaml', 'lefthook.yml', '.lefthook.yml'],
    ...['.github/workflows/ci.yml', '.gitlab-ci.yml', '.circleci/config.yml', '.travis.yml'],
    ...['Jenkinsfile', 'azure-pipelines.yml', 'bitbucket-pipelines.yml', 'appveyor.yml'],
    ...['buildspec.yml', 'cloudbuild.yaml', 'codemagic.yaml', '.drone.yml', '.woodpecker.yml'],
    ...['package.json', 'packages/a/package.json', 'package-lock.json', 'yarn.lock'],
    ...['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'npm-shrinkwrap.json', 'uv.lock', 'Cargo.lock'],
    ...['.npmrc', '.yarnrc.yml', '.yarn/releases/yarn.cjs', '.pnpmfile.cjs', '.pypirc', 'pip.conf'],
    ...['.envrc', '.env', '.env.local', '.tool-versions', '.mise.toml', 'mise.toml'],
    ...['.bashrc', '.profile', '.zshrc', '.zshenv', '.config/fish/config.fish', '.ssh/config'],
    ...['AGENTS.md', 'docs/AGENTS.md', 'CLAUDE.md', 'CLAUDE.local.md', 'GEMINI.md', 'SKILL.md'],
    ...['.cursorrules', '.cursor/rules/a.mdc', '.github/copilot-instructions.md', '.clinerules'],
    ...['.mcp.json', 'mcp.json', 'docs/a.instructions.md', 'docs/a.prompt.md', '.windsurfrules'],
    ...['Makefile', 'GNUmakefile', 'Justfile', 'Taskfile.yml', 'Rakefile', 'noxfile.py'],
    ...['Dockerfile', 'Dockerfile.dev', 'docker-compose.yml', 'compose.yaml', 'Vagrantfile'],
    ...['conftest.py', 'sitecustomize.py', 'usercustomize.py', 'vitest.config.ts', 'jest.setup.js'],
    ...['node_modules/left-pad/index.js', 'venv/lib/site-packages/a.py', 'flake.nix', 'shell.nix'],
  ];
  expect(open(names)).toEqual([]);
});

test('fault 97: a name of any length is judged at once', () => {
  const started = performance.now();
  const long = ['a/'.repeat(50_000), 'test'.repeat(50_000), `${'a.'.repeat(50_000)}config`];
  for (const path of long) protectionOf(path, NONE);
  expect(performance.now() - started).toBeLessThan(2_000);
});
