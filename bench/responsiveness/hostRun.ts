import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { replyEdit } from '../../test/support/replyEdit';
import { startScriptedModel } from '../../test/support/scriptedModel';
import { repository } from '../../test/vscode/support/buildSuite';
import { runInExtensionHost } from '../../test/vscode/support/extensionHostRun';
import type { HostFigures } from './figures';
import { FAULTS, largeProject } from './largeProject';

const OUT = join(repository, 'out', 'bench');
const TIMEOUT_MS = 400_000;

/** Runs the bench once in an extension host of its own, with the extension built in a folder. */
export async function runInHost(dist: string): Promise<HostFigures> {
  const file = join(OUT, 'figures.json');
  await rm(file, { force: true });
  const workspace = await largeProject();
  const model = await startScriptedModel(...replies(), ...replies());
  try {
    const { log, hostLog } = await runInExtensionHost({
      extension: await timedExtension(dist),
      suite: await buildHostSuite(),
      workspace,
      timeoutMs: TIMEOUT_MS,
      env: {
        OPENAI_API_KEY: 'not-a-real-key',
        FIXPOINT_BENCH_FILE: file,
        FIXPOINT_BENCH_PROFILE: join(OUT, 'activation.cpuprofile'),
      },
      settings: { 'fixpoint.model': 'scripted', 'fixpoint.baseUrl': model.baseUrl },
    });
    const text = await readFile(file, 'utf8').catch(() => {
      throw new Error(`The extension host did not come to its figures.\n${log}\n${hostLog}`);
    });
    return JSON.parse(text) as HostFigures;
  } finally {
    await model.close();
    await rm(workspace, { recursive: true, force: true });
  }
}

/** A first reply that mends nothing, a second that mends everything. */
function replies(): readonly string[] {
  const { small, large } = FAULTS;
  const note = replyEdit(small.path, small.wrong, `${small.wrong} // every item`);
  const mended = [small, large].map(({ path, wrong, right }) => replyEdit(path, wrong, right));
  return [`A note first.\n${note}`, `Both limits are one off.\n${mended.join('')}`];
}

/** A copy of the extension that measures its own start. */
async function timedExtension(dist: string): Promise<string> {
  const folder = join(OUT, 'extension');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(dist, join(folder, 'dist'), { recursive: true });
  for (const name of ['l10n', 'media', 'package.nls.json', 'package.nls.de.json']) {
    await cp(join(repository, name), join(folder, name), { recursive: true });
  }
  const manifest = await readFile(join(repository, 'package.json'), 'utf8');
  await writeFile(
    join(folder, 'package.json'),
    manifest.replace('"./dist/extension.js"', '"./timed.js"'),
  );
  await writeFile(join(folder, 'timed.js'), TIMED);
  return folder;
}

/** Loads the extension as VS Code does, and leaves an `Activation`. */
const TIMED = `
const now = () => {
  const { user, system } = process.threadCpuUsage();
  return { wall: performance.now(), cpu: (user + system) / 1000 };
};
const { Session } = require('node:inspector');
const { writeFileSync } = require('node:fs');
const profiler = process.env.FIXPOINT_BENCH_ONLY === 'profile' ? new Session() : undefined;
profiler?.connect();
profiler?.post('Profiler.enable');
profiler?.post('Profiler.setSamplingInterval', { interval: 200 });
profiler?.post('Profiler.start');
const before = now();
const extension = require('./dist/extension.js');
const loaded = now();
exports.activate = async (context) => {
  // Others may have had their turn meanwhile.
  const called = now();
  await extension.activate(context);
  const end = now();
  profiler?.post('Profiler.stop', (_, { profile }) => {
    writeFileSync(process.env.FIXPOINT_BENCH_PROFILE, JSON.stringify(profile));
  });
  const loading = { ms: loaded.wall - before.wall, cpuMs: loaded.cpu - before.cpu };
  globalThis.fixpointActivation = {
    ms: loading.ms + end.wall - called.wall,
    cpuMs: loading.cpuMs + end.cpu - called.cpu,
  };
};
`;

async function buildHostSuite(): Promise<string> {
  const outfile = join(OUT, 'hostSuite.js');
  await build({
    entryPoints: [join(repository, 'bench', 'responsiveness', 'hostSuite.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return outfile;
}
