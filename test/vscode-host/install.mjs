// Installs the VS Code host that the tests in test/vscode drive. Run it with any Node ≥ 20:
//   node test/vscode-host/install.mjs
// It does nothing when the right version is already in the user's cache.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { hostFolder, manifestFolder, NODE_MAJOR, serverProgram } from './location.mjs';

const repository = dirname(dirname(manifestFolder));
const programs = { make: 'make', 'g++': 'g++', python3: 'python3' };
const kerberosHeader = '/usr/include/gssapi/gssapi.h';

if (existsSync(serverProgram())) process.exit(0);
try {
  install();
} catch (problem) {
  console.error(`The VS Code host was not installed. ${problem.message}`);
  process.exit(1);
}

function install() {
  const node = findNode();
  checkSystemPackages();
  const folder = hostFolder();
  console.log(`Installing the VS Code host into ${folder} (about two minutes).`);
  mkdirSync(dirname(folder), { recursive: true });
  // A folder beside the final one, renamed when complete: an interrupted install is never taken for a whole one.
  const unfinished = mkdtempSync(`${folder}.unfinished-`);
  try {
    for (const file of ['package.json', 'package-lock.json']) {
      copyFileSync(join(manifestFolder, file), join(unfinished, file));
    }
    runNpmCi(unfinished, node);
    moveIntoPlace(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  console.log('The VS Code host is ready.');
}

function findNode() {
  const candidates = [process.execPath, join(repository, 'node_modules', 'node', 'bin', 'node')];
  const found = candidates.find((path) => existsSync(path) && majorOf(path) === NODE_MAJOR);
  if (found === undefined) {
    throw new Error(
      `It needs Node ${NODE_MAJOR}, which "npm ci" in the repository's root puts in place.`,
    );
  }
  return found;
}

function majorOf(node) {
  if (node === process.execPath) return Number(process.versions.node.split('.')[0]);
  return Number(
    execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }),
  );
}

function checkSystemPackages() {
  const missing = Object.keys(programs).filter((name) => !isOnPath(programs[name]));
  if (process.platform === 'linux' && !existsSync(kerberosHeader)) missing.push('libkrb5-dev');
  if (missing.length > 0) {
    throw new Error(
      `These system packages are missing: ${missing.join(', ')}. Install them first (Debian: apt-get install ${missing.join(' ')}).`,
    );
  }
}

function isOnPath(program) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)));
}

function runNpmCi(folder, node) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  // npm's run-time variables of the surrounding script would point npm at the root's manifest, and tell of another Node.
  for (const name of Object.keys(env)) {
    if (/^npm_(package|lifecycle)_|^npm_config_user_agent$/.test(name)) delete env[name];
  }
  const headers = headersOf(node);
  // The machine's own headers may belong to another Node, and the right ones can't be downloaded everywhere.
  if (headers !== undefined) env.npm_config_nodedir = headers;
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    env,
    stdio: 'inherit',
  });
  if (done.error) throw new Error(`npm could not be started: ${done.error.message}`);
  if (done.status !== 0 || !existsSync(serverProgram(folder))) {
    throw new Error('"npm ci" failed; its messages above say why.');
  }
}

/** The folder whose include/node fits this Node binary: the npm package `node` nests or hoists it. */
function headersOf(node) {
  const platformPackage = `node-${process.platform}-${process.arch}`;
  const candidates = [
    join(dirname(dirname(node)), 'node_modules', platformPackage),
    join(dirname(dirname(dirname(node))), platformPackage),
    dirname(dirname(node)),
  ];
  return candidates.find((folder) => existsSync(join(folder, 'include', 'node', 'node.h')));
}

function moveIntoPlace(unfinished, folder) {
  try {
    renameSync(unfinished, folder);
  } catch (problem) {
    // Another install of the same version was quicker.
    if (!existsSync(serverProgram(folder))) throw problem;
  }
}
