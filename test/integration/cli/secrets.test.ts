import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { replyEdit } from '../../support/replyEdit';
import { startScriptedModel } from '../../support/scriptedModel';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { jsonLines, runCli } from './runCli';

/** Made here, so that no scanner takes this file for a leak. */
const CANARIES = {
  key: ['sk-proj-', 'Zq7Xv2LmT9bKd4WzRh1Yc8PnSe5Gf3Ju'].join(''),
  password: ['tr0ub', '4dor&3x'].join(''),
  environment: ['e5Gf3JuAx0', 'Mo6VtBk2Ri7ZqE'].join(''),
};
const FAULT = `  return 'Bearer ' + '${CANARIES.key}';`;
const FIX = `  return 'Key ' + '${CANARIES.key}';`;

/** A project whose faulty line holds a key, and whose failing test prints more. */
function leakyProject(): string {
  const root = temporaryFolder();
  writeFiles(root, {
    'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }\n',
    'src/head.js': `const database = 'postgres://admin:${CANARIES.password}@localhost/shop';\nexport function head() {\n  if (!database) return '';\n${FAULT}\n}\n`,
    'test/head.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { head } from '../src/head.js';
test('names the key', () => {
  console.log('connecting to postgres://admin:${CANARIES.password}@localhost/shop');
  console.log('environment', process.env);
  assert.match(head(), /^Key /);
});
`,
  });
  return root;
}

/** The whole content of a folder's files. */
function contentOf(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
  return files.map((file) => readFileSync(file, 'utf8')).join('\n');
}

function canariesIn(text: string): readonly string[] {
  return Object.values(CANARIES).filter((canary) => text.includes(canary));
}

test('fault 102: no secret of sources, output, environment or URLs goes out or stays on disk, and an edit of its line still applies', async () => {
  const hidden = (requests: string): string =>
    /FIXPOINT_SECRET_[0-9a-f]{8}/.exec(requests.slice(requests.indexOf("'Bearer '")))?.[0] ?? '';
  await using server = await startScriptedModel((messages) => {
    const name = hidden(messages.map(({ content }) => content).join('\n'));
    return replyEdit(
      'src/head.js',
      FAULT.replace(CANARIES.key, name),
      FIX.replace(CANARIES.key, name),
    );
  });
  const root = leakyProject();
  const state = temporaryFolder();
  const env = {
    XDG_STATE_HOME: state,
    XDG_CACHE_HOME: temporaryFolder(),
    OPENAI_API_KEY: CANARIES.environment,
  };
  const args = ['fix', '--json', '--apply', '--cwd', root, '--base-url', server.baseUrl];
  const run = await runCli(args, { env });
  expect(jsonLines(run).at(-1)).toMatchObject({ outcome: 'fixed' });
  expect(readFileSync(path.join(root, 'src/head.js'), 'utf8')).toContain(FIX);
  expect(server.requests[0]?.headers['authorization']).toBe(`Bearer ${CANARIES.environment}`);
  expect(canariesIn(JSON.stringify(server.requests.map(({ body }) => body)))).toEqual([]);
  expect(contentOf(state)).toContain('FIXPOINT_SECRET_');
  expect(canariesIn(contentOf(state))).toEqual([]);
});
