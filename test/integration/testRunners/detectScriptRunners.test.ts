import { describe, expect, test } from 'vitest';
import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { areInstalled, linkPackages } from './installedRunners';
import { REPORTERS } from './trial';

type Files = Readonly<Record<string, string>>;

/** The runner of a project with these files and packages. */
async function detect(files: Files, ...packages: readonly string[]): Promise<string> {
  const root = temporaryFolder();
  writeFiles(root, files);
  await linkPackages(root, ...packages);
  return (await detectTestRunner({ root, reportersFolder: REPORTERS })).name;
}

describe('detectTestRunner', () => {
  test.skipIf(!areInstalled('tap', 'ava'))('takes tap and ava for an import', async () => {
    const ava = { 'test/a.js': "import test from 'ava';\n" };
    expect(await detect(ava, 'ava')).toBe('ava');
    const files = { 'test/a.js': "import t from 'tap';\n" };
    expect(await detect(files, 'tap')).toBe('tap');
  });

  test.skipIf(!areInstalled('bun', 'deno'))('takes bun and deno for their own tests', async () => {
    const bun = { 'a.test.ts': "import { test } from 'bun:test';\n" };
    expect(await detect(bun, 'bun')).toBe('bun');
    const deno = { 'a_test.ts': "Deno.test('works', () => {});\n", 'deno.json': '{}' };
    expect(await detect(deno, 'deno')).toBe('deno');
  });

  test.skipIf(!areInstalled('@playwright/test'))('takes Playwright for an import', async () => {
    const files = { 'e2e/a.spec.ts': "import { test } from '@playwright/test';\n" };
    expect(await detect(files, '@playwright/test')).toBe('playwright');
  });

  test.skipIf(!areInstalled('jest', 'mocha'))(
    'takes jest and mocha for a configuration or an import',
    async () => {
      const tests = { 'package.json': '{ "jest": {} }', 'a.test.js': "test('works', () => {});\n" };
      expect(await detect(tests, 'jest', 'mocha')).toBe('jest');
      const imports = { 'a.test.js': "import { it } from '@jest/globals';\n" };
      expect(await detect(imports, 'jest')).toBe('jest');
      const config = { '.mocharc.yml': 'recursive: true\n', 'test/a.js': "it('works');\n" };
      expect(await detect(config, 'jest', 'mocha')).toBe('mocha');
    },
  );
});
