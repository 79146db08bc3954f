// Keeps vitest running and answers, on file descriptor 3, what tests say about changed texts. It runs inside the project
// under test: no dependencies, old syntax.
import { realpathSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import nodePath from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import Reporter from './vitest.mjs';

const PLUGIN = 'fixpoint:changes';

const setup = JSON.parse(process.argv[2]);
const root = realpathSync(process.cwd());
let changes = new Map();
let results = [];
let queue = Promise.resolve();
const canceled = new Set();

start().catch((error) => {
  answer({ ready: false, reason: String(error) });
  process.exit(1);
});

async function start() {
  const require = createRequire(nodePath.join(setup.vitestFolder, 'package.json'));
  const api = await import(pathToFileURL(require.resolve('vitest/node')).href);
  const { options } = api.parseCLI(['vitest', 'run', ...setup.flags]);
  const vitest = await api.createVitest('test', optionsFrom(options), viteOptions(), SILENT);
  if (!vitest.projects.every(isFit)) throw new Error('The tests need a run of their own.');
  const specifications = await specificationsOf(vitest);
  if (specifications.length < setup.files.length) throw new Error('Not all files are tests.');
  answer({ ready: true });
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const request = JSON.parse(line);
    if (request.cancel !== undefined) canceled.add(request.cancel);
    else queue = queue.then(() => check(vitest, request));
  });
  lines.on('close', () => process.exit(0));
}

function optionsFrom(options) {
  return Object.assign({}, options, {
    watch: false,
    ui: false,
    reporters: [new Collector()],
    coverage: { enabled: false },
    // It goes by what files on disk hold.
    fsModuleCache: false,
    includeTaskLocation: true,
    testNamePattern: setup.pattern,
    passWithNoTests: true,
  });
}

function viteOptions() {
  return {
    logLevel: 'silent',
    plugins: [
      {
        name: PLUGIN,
        enforce: 'pre',
        load: (id) => changes.get(id.replace(/[?#].*/, '')),
      },
    ],
  };
}

// A project with a configuration of its own would not see the changes, nor does what is kept on disk.
function isFit({ config, vite }) {
  const seesChanges = vite.config.plugins.some(({ name }) => name === PLUGIN);
  const { experimental, browser } = config;
  const isKept = experimental && experimental.fsModuleCache;
  return seesChanges && !isKept && !(browser && browser.enabled);
}

async function specificationsOf(vitest) {
  const files = setup.files.map((file) => nodePath.join(root, file));
  const all = await vitest.globTestSpecifications(files);
  return all.filter((one) => files.includes(one.moduleId));
}

async function check(vitest, request) {
  const { id, timeoutMs } = request;
  if (canceled.delete(id)) return;
  const before = [...changes.keys()];
  changes = new Map(request.changes.map(([path, text]) => [nodePath.join(root, path), text]));
  for (const path of [...before, ...changes.keys()]) vitest.invalidateFile(path);
  results = [];
  // Whoever asked ends the process then: only that stops a loop.
  const timer = setTimeout(() => answer({ id, kind: 'timed-out', results }), timeoutMs);
  await vitest.runTestSpecifications(await specificationsOf(vitest)).catch(() => undefined);
  clearTimeout(timer);
  answer({ id, kind: 'ended', results });
}

class Collector extends Reporter {
  emit(value) {
    results.push(JSON.stringify(value));
  }
}

const SILENT = { stdout: nowhere(), stderr: nowhere() };

function nowhere() {
  return new Writable({
    write(chunk, encoding, done) {
      done();
    },
  });
}

function answer(value) {
  writeSync(3, JSON.stringify(value) + '\n');
}
