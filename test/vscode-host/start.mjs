// Opens a VS Code with the extension on a copy of the cart example, in the browser. Ctrl+C ends it.
//   npm start [FOLDER]
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { manifestFolder, serverProgram } from './location.mjs';

const repository = dirname(dirname(manifestFolder));
const scratch = mkdtempSync(join(tmpdir(), 'fixpoint-start-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

const folder = process.argv[2] ? resolve(process.argv[2]) : copyOfExample();
const data = [
  '--server-data-dir',
  join(scratch, 'data'),
  '--extensions-dir',
  join(scratch, 'extensions'),
];
installExtension();
open(await freePort());

function copyOfExample() {
  const copy = join(scratch, 'cart');
  cpSync(join(repository, 'examples', 'cart'), copy, { recursive: true });
  return copy;
}

function installExtension() {
  const vsix = join(scratch, 'fixpoint.vsix');
  const vsce = join(repository, 'node_modules', '@vscode', 'vsce', 'vsce');
  run(process.execPath, [vsce, 'package', '--no-rewrite-relative-links', '--out', vsix]);
  run(process.execPath, [
    serverProgram(),
    '--accept-server-license-terms',
    ...data,
    '--install-extension',
    vsix,
  ]);
}

function run(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: repository,
    encoding: 'utf8',
  });
  if (status === 0) return;
  console.error(`The extension could not be installed:\n${stdout}${stderr}`);
  process.exit(1);
}

function open(port) {
  const listening = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  const args = [serverProgram(), '--accept-server-license-terms', ...listening, ...data];
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => server.kill());
  server.on('exit', (code) => process.exit(code ?? 1));
  const address = `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`;
  server.stdout.once('data', () => {
    console.log(`VS Code with Fixpoint: ${address}\nCtrl+C ends it.`);
    openBrowser(address);
  });
}

/** Opens the address when the machine has a desktop; otherwise the printed one has to do. */
function openBrowser(address) {
  const openers = { darwin: 'open', win32: 'explorer' };
  spawn(openers[process.platform] ?? 'xdg-open', [address], { stdio: 'ignore' }).on(
    'error',
    () => {},
  );
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
