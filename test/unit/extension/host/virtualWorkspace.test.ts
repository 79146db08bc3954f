import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../../..');

test('fault 46: the manifest switches a virtual workspace off with a reason, and runs on the side of the files elsewhere', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly extensionKind: readonly string[];
    readonly capabilities: {
      readonly virtualWorkspaces: { readonly supported: boolean; readonly description: string };
    };
  };
  const { supported, description } = manifest.capabilities.virtualWorkspaces;
  expect(supported).toBe(false);
  expect(manifest.extensionKind).toEqual(['workspace']);
  for (const language of ['package.nls.json', 'package.nls.de.json']) {
    const texts = JSON.parse(readFileSync(join(root, language), 'utf8')) as Record<string, string>;
    expect(texts[description.replaceAll('%', '')]?.length).toBeGreaterThan(20);
  }
});
