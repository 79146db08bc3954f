import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Arm, Experience } from '../../core/search/bandit';
import { afterAccepted, experienceAfter, faded } from '../../core/search/experience';
import type { SessionEvent } from '../../core/session/events';

/** Changes with the shape of what is kept; a file of another version counts as none. */
const VERSION = 1;
const DAY_MS = 86_400_000;

/** What earlier sessions taught, faded by the days since then; undefined when there is no file that can be read. */
export async function readExperience(
  file: string,
  nowMs = Date.now(),
): Promise<Experience | undefined> {
  const kept = await readKept(file);
  if (kept === undefined) return undefined;
  const { version: _, savedAtMs, ...experience } = kept;
  return faded(experience, Math.max(0, nowMs - savedAtMs) / DAY_MS);
}

/** Adds an ended session to what the file holds by now. */
export async function rememberSession(
  file: string,
  events: readonly SessionEvent[],
  nowMs = Date.now(),
): Promise<void> {
  await change(file, (known) => experienceAfter(known, events), nowMs);
}

/** Adds that repairs of these patterns were accepted; without any the file stays as it is. */
export async function rememberAccepted(
  file: string,
  patterns: readonly string[],
  nowMs = Date.now(),
): Promise<void> {
  if (patterns.length > 0) await change(file, (known) => afterAccepted(known, patterns), nowMs);
}

/** Renamed into place, so that a crash leaves the last whole file. */
async function change(
  file: string,
  next: (known: Experience) => Experience,
  nowMs: number,
): Promise<void> {
  const experience = next((await readExperience(file, nowMs)) ?? { arms: [] });
  const unfinished = `${file}.${randomUUID().slice(0, 8)}.unfinished`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const kept: Kept = { version: VERSION, savedAtMs: nowMs, ...experience };
    await writeFile(unfinished, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

interface Kept extends Experience {
  readonly version: number;
  readonly savedAtMs: number;
}

async function readKept(file: string): Promise<Kept | undefined> {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isKept(kept) ? kept : undefined;
  } catch {
    // Experience only orders what is tried; a session without it is a whole session.
    return undefined;
  }
}

function isKept(value: unknown): value is Kept {
  if (!isRecord(value) || value['version'] !== VERSION) return false;
  const { savedAtMs, arms, patterns = {} } = value;
  const hasPatterns = isRecord(patterns) && Object.values(patterns).every(isCount);
  return Number.isFinite(savedAtMs) && Array.isArray(arms) && arms.every(isArm) && hasPatterns;
}

function isArm(value: unknown): value is Arm {
  if (!isRecord(value)) return false;
  const { failure, strategy, family, wins, losses, tokens } = value;
  const names = [failure, strategy, family];
  return names.every((name) => typeof name === 'string') && [wins, losses, tokens].every(isCount);
}

/** Negative or endless counts would break every draw. */
function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
