import { baselineVerdict } from '../selection/judge';
import type { SessionEvent } from '../session/events';
import type { Arm, Experience } from './bandit';

/** Counts of tries this many days old weigh half. */
const HALF_LIFE_DAYS = 30;

/**
 * What was known, and what a session's events add to it: each tested revision whose action names the failure that it
 * answers is one try of that action (or of its style), won when the value rose above the parent's and nothing that
 * passed there fails now.
 */
export function experienceAfter(
  experience: Experience,
  events: readonly SessionEvent[],
): Experience {
  let { arms } = experience;
  let family = '';
  let attempt: Attempt | undefined;
  const values = new Map([[0, baselineVerdict([]).value]]);
  for (const event of events) {
    if (event.kind === 'session') family = familyOf(event.model);
    if (event.kind === 'action') attempt = attemptOf(event, family);
    if (event.kind === 'reply' && attempt !== undefined) attempt = charged(attempt, event);
    if (event.kind !== 'eval') continue;
    values.set(event.revision, event.verdict.value);
    if (attempt !== undefined) arms = withAttempt(arms, attempt, isGain(attempt, event, values));
    attempt = undefined;
  }
  return { ...experience, arms };
}

/** What was known, and one accepted repair of the built-in search for each of these patterns. */
export function afterAccepted(experience: Experience, patterns: readonly string[]): Experience {
  const counts = { ...experience.patterns };
  for (const pattern of patterns) counts[pattern] = (counts[pattern] ?? 0) + 1;
  return { ...experience, patterns: counts };
}

/** The first word of a model's name, its maker left aside, in lower case: `gpt` for `openai/gpt-5-mini`. */
export function familyOf(model: string): string {
  const name = model.slice(model.lastIndexOf('/') + 1).toLowerCase();
  return /[a-z]+/.exec(name)?.[0] ?? name;
}

/** The experience as it counts so many days later. */
export function faded({ arms, patterns = {} }: Experience, days: number): Experience {
  const weight = 0.5 ** (Math.max(0, days) / HALF_LIFE_DAYS);
  const counts = Object.entries(patterns).map(([name, count]) => [name, count * weight] as const);
  return {
    arms: arms.map((arm) => ({ ...arm, wins: arm.wins * weight, losses: arm.losses * weight })),
    ...(counts.length > 0 && { patterns: Object.fromEntries(counts) }),
  };
}

/** One try of a strategy, and the tokens that it took so far. */
interface Attempt extends Pick<Arm, 'failure' | 'strategy' | 'family' | 'tokens'> {
  readonly parent: number;
}

type EventOf<Kind extends SessionEvent['kind']> = Extract<SessionEvent, { kind: Kind }>;

function attemptOf(
  { action, style, failure, parent }: EventOf<'action'>,
  family: string,
): Attempt | undefined {
  if (failure === undefined) return undefined;
  return { failure, strategy: style ?? action, family, tokens: 0, parent };
}

function charged(attempt: Attempt, { usage }: EventOf<'reply'>): Attempt {
  return { ...attempt, tokens: attempt.tokens + usage.inputTokens + usage.outputTokens };
}

function isGain(
  { parent }: Attempt,
  { verdict, flips }: EventOf<'eval'>,
  values: ReadonlyMap<number, number>,
): boolean {
  return verdict.value > (values.get(parent) ?? 1) && flips.length === 0;
}

function withAttempt(arms: readonly Arm[], attempt: Attempt, isWin: boolean): readonly Arm[] {
  const { parent: _, ...key } = attempt;
  const isSame = (arm: Arm): boolean =>
    arm.failure === key.failure && arm.strategy === key.strategy && arm.family === key.family;
  const arm = arms.find(isSame) ?? { ...key, wins: 0, losses: 0 };
  const tries = arm.tokens === 0 ? 0 : arm.wins + arm.losses;
  const next = {
    ...arm,
    wins: arm.wins + (isWin ? 1 : 0),
    losses: arm.losses + (isWin ? 0 : 1),
    tokens: (arm.tokens * tries + attempt.tokens) / (tries + 1),
  };
  return arms.some(isSame) ? arms.map((each) => (isSame(each) ? next : each)) : [...arms, next];
}
