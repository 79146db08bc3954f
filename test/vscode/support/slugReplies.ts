import { replyEdit } from '../../support/replyEdit';

/** What is asked for in words; no test of a workspace decides it. */
export const slugInstruction =
  'a function slug(title) in src/slug.mjs that joins words with dashes';

/** The check that a model writes for it. */
export function slugCheck(path: string, source: string): string {
  const lines = [
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    `import { slug } from '${source}';`,
    "test('joins words with dashes', () => assert.equal(slug('A b'), 'a-b'));",
  ];
  return replyEdit(path, '', lines.join('\n'));
}

/** Drafts that pass the check, each written in another way. */
export const slugDrafts = [
  "split(' ').join('-')",
  "replaceAll(' ', '-')",
  "replace(/ /g, '-')",
].flatMap((body) =>
  [`title.${body}.toLowerCase()`, `title.toLowerCase().${body}`].map((expression) =>
    replyEdit('src/slug.mjs', '', `export const slug = (title) => ${expression};`),
  ),
);
