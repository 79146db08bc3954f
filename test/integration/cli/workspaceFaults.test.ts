import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPicture } from '../../support/folderPicture';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { cartProject, FAULT, FIX } from './cartProject';
import { jsonLines, runCli, type CliOptions, type CliRun } from './runCli';

const CODE = 'src/price.js';

/** Repairs a project with a model that knows the fix, and writes it. */
async function repair(
  root: string,
  { file = CODE, ...options }: CliOptions & { readonly file?: string } = {},
): Promise<CliRun & { readonly last: Readonly<Record<string, unknown>> | undefined }> {
  const reply = replyEdit(file, FAULT, FIX);
  // Where tools find no place, the model is asked for one first.
  await using server = await startScriptedModel(reply, reply);
  const args = ['fix', '--json', '--apply', '--cwd', root, '--base-url', server.baseUrl];
  const run = await runCli(args, options);
  return { ...run, last: jsonLines(run).at(-1) };
}

function git(root: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'init.defaultBranch=main'];
  execFileSync('git', [...identity, ...args], { cwd: root, stdio: 'ignore' });
}

function isFixed(root: string): boolean {
  return readFileSync(path.join(root, CODE), 'utf8').includes(FIX);
}

describe('a project', () => {
  test('fault 38: in the middle of a merge, with a locked index and a detached head is repaired, and its repository is as before', async () => {
    const root = cartProject();
    git(root, 'init');
    git(root, 'add', '-A');
    git(root, 'commit', '-m', 'one');
    git(root, 'checkout', '-b', 'other');
    writeFiles(root, { 'notes.txt': 'theirs\n' });
    git(root, 'add', '-A');
    git(root, 'commit', '-m', 'two');
    git(root, 'checkout', '--detach', 'main');
    writeFiles(root, { 'notes.txt': 'ours\n' });
    git(root, 'add', '-A');
    git(root, 'commit', '-m', 'three');
    expect(() => {
      git(root, 'merge', 'other');
    }).toThrow();
    writeFiles(root, { '.git/index.lock': '' });
    const before = folderPicture(path.join(root, '.git'));
    const { last } = await repair(root);
    expect(last).toMatchObject({ outcome: 'fixed' });
    expect(isFixed(root)).toBe(true);
    expect(folderPicture(path.join(root, '.git'))).toEqual(before);
  });

  test('fault 40: whose paths hold spaces, quotes and what a shell would run is repaired, and nothing of it is run', async () => {
    const parent = temporaryFolder();
    const root = path.join(parent, `-a 'b' "c" $(touch hurt) ; touch hurt %PATH% ü 👍`);
    mkdirSync(root);
    const made = cartProject();
    const file = `src/$(touch hurt); 'price'.js`;
    writeFiles(root, {
      'package.json': readFileSync(path.join(made, 'package.json')),
      [file]: readFileSync(path.join(made, CODE)),
      'test/price.test.js': readFileSync(path.join(made, 'test/price.test.js'), 'utf8').replace(
        '../src/price.js',
        `../${file.replaceAll("'", "\\'")}`,
      ),
    });
    const { last } = await repair(root, { file });
    expect(last).toMatchObject({ outcome: 'fixed' });
    expect(readFileSync(path.join(root, file), 'utf8')).toContain(FIX);
    for (const folder of [parent, root, path.join(root, 'src'), process.cwd()])
      expect(existsSync(path.join(folder, 'hurt'))).toBe(false);
  });

  test('fault 44: that goes away during the run ends without a crash, and nothing of it comes back', async () => {
    const root = cartProject();
    const onOutput = (stdout: string): void => {
      if (stdout.includes('"kind":"baseline"')) rmSync(root, { recursive: true, force: true });
    };
    const run = await repair(root, { onOutput });
    expect(run.exitCode).not.toBe(0);
    expect(existsSync(path.join(root, CODE))).toBe(false);
    expect(`${run.stdout}${run.stderr}`).not.toMatch(/\n\s+at .*\.js:\d+/);
  });

  test('fault 45: with pointers in place of large files, a sparse checkout and filters is left as it is, and no filter runs', async () => {
    const root = cartProject();
    const marker = path.join(temporaryFolder(), 'ran');
    writeFiles(root, {
      '.gitattributes': '*.bin filter=spy diff=spy merge=spy\n',
      'data.bin': 'version https://example.org/spec/v1\noid sha256:abc\nsize 12345\n',
      'far/away.js': 'export {};\n',
    });
    git(root, 'init');
    git(root, 'add', '-A');
    git(root, 'commit', '-m', 'one');
    git(root, 'sparse-checkout', 'set', '--no-cone', '/*', '!/far/');
    for (const kind of ['clean', 'smudge', 'process'])
      git(root, 'config', `filter.spy.${kind}`, `touch ${marker}`);
    git(root, 'config', 'core.fsmonitor', `touch ${marker}`);
    expect(existsSync(path.join(root, 'far'))).toBe(false);
    const before = folderPicture(path.join(root, '.git'));
    const { last } = await repair(root);
    expect(last).toMatchObject({ outcome: 'fixed' });
    expect(existsSync(marker)).toBe(false);
    expect(existsSync(path.join(root, 'far'))).toBe(false);
    expect(readFileSync(path.join(root, 'data.bin'), 'utf8')).toContain('size 12345');
    expect(folderPicture(path.join(root, '.git'))).toEqual(before);
  });

  test('fault 33: whose code lies behind a link inside of it is repaired once, at its real place', async () => {
    const root = cartProject();
    const code = readFileSync(path.join(root, CODE));
    writeFiles(root, { 'lib/real.js': code });
    rmSync(path.join(root, CODE));
    symlinkSync('../lib/real.js', path.join(root, CODE));
    const { last } = await repair(root, { file: 'lib/real.js' });
    expect(last).toMatchObject({ outcome: 'fixed' });
    expect(readFileSync(path.join(root, 'lib/real.js'), 'utf8')).toContain(FIX);
    expect(folderPicture(root).find((line) => line.startsWith(`${CODE} `))).toContain('-> ../lib');
  });

  test('fault 39: of 10,000 files begins within seconds', async () => {
    const root = cartProject();
    const files = Array.from({ length: 10_000 }, (_, at) => [
      `data/${String(at % 200)}/${String(at)}.txt`,
      '',
    ]);
    writeFiles(root, Object.fromEntries(files) as Record<string, string>);
    const started = performance.now();
    let beganMs = Infinity;
    const { last } = await repair(root, {
      onOutput: () => {
        beganMs = Math.min(beganMs, performance.now() - started);
      },
    });
    expect(last).toMatchObject({ outcome: 'fixed' });
    expect(beganMs).toBeLessThan(10_000);
  });

  test('fault 49: whose fault lies in a file that is too large to be sent says so, and sends none of it', async () => {
    const root = cartProject();
    const filler = `// ${'x'.repeat(1024 * 1024)}\n`;
    writeFileSync(path.join(root, CODE), filler, { flag: 'a' });
    await using server = await startScriptedModel(
      'I can not see the code.',
      replyEdit(CODE, FAULT, FIX),
    );
    const before = folderPicture(root);
    const run = await runCli(['fix', '--cwd', root, '--base-url', server.baseUrl]);
    expect(run.exitCode).toBe(1);
    expect(JSON.stringify(server.requests)).not.toContain('xxxxxxxxxx');
    expect(run.stdout).toContain(
      'the file is binary, larger than a megabyte or not in UTF-8, so it is read-only',
    );
    expect(folderPicture(root)).toEqual(before);
  });

  test('fault 69: whose tests load another copy of the code than the one that is changed is told so', async () => {
    const elsewhere = temporaryFolder();
    const advice = `come out the same even when ${CODE} does not load`;
    const saidOf = async (imports: string): Promise<string> => {
      const root = cartProject();
      writeFiles(elsewhere, { 'price.mjs': readFileSync(path.join(root, CODE)) });
      const file = path.join(root, 'test/price.test.js');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace("import { reduced } from '../src/price.js';", imports));
      const edits = ['0', '1', '2', '3'].map((value) =>
        replyEdit(CODE, FAULT, `  return price - ${value};`),
      );
      await using server = await startScriptedModel(...edits, ...edits);
      const options = ['--base-url', server.baseUrl, '--effort', 'quick'];
      const run = await runCli(['fix', '--cwd', root, ...options]);
      expect(run.exitCode).toBe(1);
      return run.stdout;
    };
    const copied = `import { reduced } from '${elsewhere}/price.mjs';`;
    expect(await saidOf(copied)).toContain(advice);
    expect(await saidOf(`import '../src/price.js';\n${copied}`)).not.toContain(advice);
  });
});
