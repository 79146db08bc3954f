import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { messagesIn } from './l10nMessages';

const root = join(import.meta.dirname, '../..');

describe('the sentences of the extension', () => {
  const { literals, problems } = messagesIn(join(root, 'src/extension'));

  test('are literals where they are translated, so that they can be collected', () => {
    expect(literals.length).toBeGreaterThan(100);
    expect(problems).toEqual([]);
  });

  // `npm run l10n` writes the file anew.
  test('are in the bundle that translators start from, and nothing else is', async () => {
    const bundle = Object.fromEntries(literals.map((message) => [message, message]));
    const file = join(root, 'l10n/bundle.l10n.json');
    await expect(`${JSON.stringify(bundle, null, 2)}\n`).toMatchFileSnapshot(file);
  });

  test.each(translations('l10n', /^bundle\.l10n\.(.+)\.json$/))('in %s fit', (file) => {
    expect(misfits(literals, read(`l10n/${file}`), (key) => key)).toEqual([]);
  });
});

describe('the titles and descriptions of the manifest', () => {
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const used = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key = '']) => key);
  const english = existsSync(join(root, 'package.nls.json')) ? read('package.nls.json') : {};

  test('are in package.nls.json, each under a key that is used', () => {
    expect(Object.keys(english).sort()).toEqual([...new Set(used)].sort());
  });

  test('leave no plain words in the manifest but those for models', () => {
    expect(plainWords(JSON.parse(manifest) as object)).toEqual([]);
  });

  test.each(translations('.', /^package\.nls\.(.+)\.json$/))('in %s fit', (file) => {
    expect(misfits(used, read(file), (key) => english[key] ?? '')).toEqual([]);
  });
});

/** Keys whose values a user reads, and parts of the manifest that only a language model reads. */
const READ_BY_USERS = /^(?:title|label|description|markdownDescription|contents|altText|fullName)$/;
const READ_BY_MODELS: ReadonlySet<string> = new Set(['disambiguation', 'inputSchema']);

function plainWords(node: object): readonly string[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    if (READ_BY_MODELS.has(key)) return [];
    if (typeof value === 'object' && value !== null) return plainWords(value);
    const isPlain = typeof value === 'string' && !/^%[\w.-]+%$/.test(value);
    return READ_BY_USERS.test(key) && isPlain ? [value] : [];
  });
}

type Texts = Readonly<Record<string, string>>;

function read(file: string): Texts {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Texts;
}

function translations(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(join(root, folder)).filter((name) => pattern.test(name));
}

/** The keys that a translation lacks, and those that no longer exist, are empty, or have other holes, commands or settings in them. */
function misfits(
  keys: readonly string[],
  texts: Texts,
  original: (key: string) => string,
): readonly string[] {
  const known = new Set(keys);
  const missing = [...known].filter((key) => texts[key] === undefined);
  const wrong = Object.entries(texts)
    .filter(([key, text]) => {
      const isSame = marks(text).join() === marks(original(key)).join();
      return !known.has(key) || text.trim() === '' || !isSame;
    })
    .map(([key]) => key);
  return [...missing, ...wrong];
}

/** What a translation must keep: `{0}`, `command:…`, and names of settings. */
function marks(text: string): readonly string[] {
  return (text.match(/\{\d+\}|command:[\w.]+|#fixpoint\.\w+#|\$\([\w-]+\)/g) ?? []).sort();
}
