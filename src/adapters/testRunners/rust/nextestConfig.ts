import { readFile, writeFile } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';
import type { NextestFlags } from './nextestFlags';

/** Where projects keep the settings of nextest, next to the manifest of the workspace. */
export const NEXTEST_CONFIG = '.config/nextest.toml';

/** The profile that is ours. */
export const OUR_PROFILE = 'fixpoint-run';

/** The settings of one run. */
export interface NextestSettings {
  readonly root: string;
  /** The folder of the manifest, relative. */
  readonly folder: string;
  readonly flags: Pick<NextestFlags, 'profile' | 'configFile'>;
  /** Absolute path of the folder for the report. */
  readonly reportFolder: string;
}

/** Absolute path of the report that nextest writes. */
export function junitFile(reportFolder: string): string {
  return join(reportFolder, 'junit.xml');
}

/**
 * Writes the project's settings with a profile of ours and tells the path: a tool's own file could not inherit from the
 * project's profiles, and would yield to them.
 */
export async function writeNextestConfig(settings: NextestSettings): Promise<string> {
  const { reportFolder, flags } = settings;
  const own = await projectConfig(settings);
  const path = join(reportFolder, 'nextest.toml');
  await writeFile(
    path,
    `${own}\n${ourProfile(reportFolder, flags.profile)}${store(own, reportFolder)}`,
  );
  return path;
}

async function projectConfig({ root, folder, flags }: NextestSettings): Promise<string> {
  const files =
    flags.configFile === undefined
      ? [posix.join(folder, NEXTEST_CONFIG), NEXTEST_CONFIG]
      : [flags.configFile];
  for (const file of files) {
    const text = await readFile(resolve(root, file), 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return '';
}

/** nextest prints a line each time that a slow test's period is over, which would look like life; limits are ours. */
function ourProfile(reportFolder: string, profile = 'default'): string {
  return `
[profile.${OUR_PROFILE}]
${profile === 'default' ? '' : `inherits = ${quoted(profile)}`}
global-timeout = "30y"
junit = { path = ${quoted(junitFile(reportFolder))} }

[[profile.${OUR_PROFILE}.overrides]]
filter = "all()"
slow-timeout = "30y"
junit.store-failure-output = true
`;
}

/** The folders that nextest makes at each run would else lie in the tree. */
function store(own: string, reportFolder: string): string {
  if (/^\s*(\[\s*)?store\b/m.test(own)) return '';
  return `\n[store]\ndir = ${quoted(join(reportFolder, 'store'))}\n`;
}

/** Strings of JSON are strings of TOML. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
