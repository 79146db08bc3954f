import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RUNNER_NAMES } from '../../src/adapters/testRunners/detection/runnerKinds';
import { ABILITIES, type Ability, type Trial } from '../integration/testRunners/trial';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TRIALS = path.join(ROOT, 'test/integration/testRunners/trials');
const TABLE = /(<!-- runners -->\n)[\s\S]*(<!-- \/runners -->)/;

/** What each trial says is what the contract saw: it also shows what is said to be missing. */
test('the README has the table of what each runner can do; written with `npm run readme`', async () => {
  const all = await allTrials();
  const known = new Set(all.map(({ runner }) => runner));
  const untried = RUNNER_NAMES.filter((name) => !known.has(name));
  const trials = all.filter(({ experimental }) => experimental === undefined);
  const readme = await readFile(path.join(ROOT, 'README.md'), 'utf8');
  const text = [
    await table(trials),
    ...experimentalText(all),
    ...untriedText(untried),
    reasons(trials),
  ].join('\n\n');
  await expect(
    readme.replace(TABLE, (_, start: string, end: string) => `${start}\n${text}\n\n${end}`),
  ).toMatchFileSnapshot(path.join(ROOT, 'README.md'));
});

/** A trial that nobody could run yet says why in place of check marks. */
type ListedTrial = Trial & { readonly experimental?: string };

async function allTrials(): Promise<readonly ListedTrial[]> {
  const modules = await Promise.all(
    (await readdir(TRIALS)).map(
      (file) => import(path.join(TRIALS, file)) as Promise<Record<string, unknown>>,
    ),
  );
  const trials = modules.flatMap((one) => Object.values(one).filter(isTrial));
  return RUNNER_NAMES.flatMap((name) => trials.filter(({ runner }) => runner === name));
}

function isTrial(value: unknown): value is ListedTrial {
  return typeof value === 'object' && value !== null && 'runner' in value && 'fixture' in value;
}

const ABILITY_NAMES = Object.keys(ABILITIES) as readonly Ability[];

async function table(trials: readonly Trial[]): Promise<string> {
  const versions = JSON.parse(
    await readFile(path.join(ROOT, 'test/runners/package.json'), 'utf8'),
  ) as { readonly dependencies: Readonly<Record<string, string>> };
  const rows = trials.map(({ runner, triedWith, lacks = {} }) => [
    runner,
    triedWith ?? versions.dependencies[runner] ?? versions.dependencies[`@${runner}/test`] ?? '',
    ...ABILITY_NAMES.map((ability) => (lacks[ability] === undefined ? '✓' : '–')),
  ]);
  const heads = ['', 'tried with', ...ABILITY_NAMES.map((ability) => headOf(ability))];
  return drawTable([heads, ...rows]);
}

/** `loadPlace` as `load place`. */
function headOf(ability: Ability): string {
  return ability.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** As Prettier writes it. */
function drawTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const draw = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [draw(head), draw(widths.map((width) => '-'.repeat(width))), ...body.map(draw)].join('\n');
}

function experimentalText(trials: readonly ListedTrial[]): readonly string[] {
  const lines = trials.flatMap(({ runner, experimental }) =>
    experimental === undefined ? [] : [`- ${runner}, experimental: ${experimental}.`],
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function untriedText(names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`Not tried by this suite: ${names.join(', ')}.`];
}

function reasons(trials: readonly Trial[]): string {
  const legend = ABILITY_NAMES.map((ability) => `_${headOf(ability)}_: ${ABILITIES[ability]}`);
  const missing = trials.flatMap(({ runner, lacks = {} }) =>
    ABILITY_NAMES.filter((ability) => lacks[ability] !== undefined).map(
      (ability) => `- ${runner}, ${headOf(ability)}: ${(lacks[ability] ?? '').replace(/\.$/, '')}.`,
    ),
  );
  return [`${legend.join('; ')}.`, '', 'What is missing, and why:', '', ...missing].join('\n');
}
