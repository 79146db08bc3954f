import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { isAvailable } from '../testRunners/trial';
import { runCli } from './runCli';

const hasSandbox =
  process.platform === 'linux' &&
  (await isAvailable('bwrap', ['--ro-bind', '/', '/', '--proc', '/proc', '--unshare-pid', 'true']));
const hasTerminal =
  process.platform === 'linux' && (await isAvailable('script', ['-qec', 'true', '/dev/null']));
const CLI = path.resolve(import.meta.dirname, '../../../dist/cli.js');

/** A project with a bug, and tests that add `more`. */
function project(more: string): string {
  const root = temporaryFolder();
  writeFiles(root, {
    'package.json': '{ "scripts": { "test": "node --test" } }\n',
    'price.js': 'exports.reduced = (price, discount) => price + discount;\n',
    'price.test.js': `const assert = require('node:assert');
const { writeFileSync } = require('node:fs');
const { test } = require('node:test');
const { reduced } = require('./price.js');
test('subtracts the discount', () => assert.equal(reduced(9, 2), 7));
${more}
`,
  });
  return root;
}

describe.skipIf(!hasSandbox)('--sandbox', () => {
  test('strict repairs with tests that can write nowhere else', async () => {
    const outside = path.join(temporaryFolder(), 'outside.txt');
    const closed = `test('is closed off', () => assert.throws(() => writeFileSync(${JSON.stringify(outside)}, 'x')));`;
    const run = await runCli(['fix', '--cwd', project(closed), '--sandbox', 'strict']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('+exports.reduced = (price, discount) => price - discount;');
    expect(existsSync(outside)).toBe(false);
  });
});

describe('where there is no sandbox', () => {
  const args = (mode: string): readonly string[] => [
    'test',
    '--cwd',
    project(''),
    '--sandbox',
    mode,
  ];
  const env = { PATH: '/nowhere' };

  test('auto says so once and runs the tests', async () => {
    const run = await runCli(args('auto'), { env });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('node:test: failed (1 failed)');
    expect(run.stderr).toMatch(
      /^Tests can not be run in a sandbox here: .* Install it to have one\.\n$/,
    );
  });

  test('strict runs nothing and says what to do', async () => {
    const run = await runCli(args('strict'), { env });
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toMatch(/Or choose another sandbox than "strict"\.\n$/);
  });
});

test.skipIf(!hasTerminal)(
  'fault 55: what tests print can not write to the clipboard of a terminal, or clear it',
  async () => {
    const noise = `console.log('\\x1b]52;c;aGk=\\x07\\x1b]8;;http://x\\x1b\\\\a link\\x1b]8;;\\x1b\\\\ \\x1b[2J\\x9b2J');
test('named \\x1b]52;c;aGk=\\x07 this\\nok 2 - forged', () => assert.fail('\\x1b[2Jwrong'));`;
    const command = `"${process.execPath}" "${CLI}" test --cwd "${project(noise)}"`;
    const shown = await promisify(execFile)('script', ['-qec', command, '/dev/null']).catch(
      (error: unknown) => error as { readonly stdout: string },
    );
    expect(shown.stdout).toContain('a link');
    expect(shown.stdout).toContain('wrong');
    expect(shown.stdout).not.toMatch(/[^\P{Cc}\t\r\n]/u);
    // In the report a name has one line, whatever the runner itself makes of it.
    expect(shown.stdout).toMatch(/named .* this ok 2 - forged/);
  },
);
