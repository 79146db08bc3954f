import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../../src/core/search/random';
import { killAndStartAnew, WRITING_POINTS, type Engine, type KillTime } from './killedSession';

/** `npm run kills` asks for more. */
const KILLS = Number(process.env['FIXPOINT_KILLS'] ?? '3');
/** So many say nothing while they go on. */
const FEW = 10;
const SEED = Number(process.env['FIXPOINT_KILLS_SEED'] ?? '1');
const LONGEST_ROUND_MS = 60_000;
/** Writing a fix takes some of these. */
const WRITING_MS = 40;
/** Until it is known how long a session takes here. */
const USUAL_MS = 2_000;

test(
  'faults 80, 81, 82: sessions that are killed at random lose no byte, and the next start is whole',
  async () => {
    const random = createRandom(SEED, 'kills');
    const lasting = { builtin: USUAL_MS, model: USUAL_MS };
    const problems: string[] = [];
    for (let round = 0; round < KILLS; round++) {
      const engine: Engine = pick(['builtin', 'model'], random);
      const when = momentIn(lasting[engine], random);
      const next = pick(['continue', 'fix', 'test'], random);
      const name = `${String(round)}: ${engine}, ${JSON.stringify(when)}, then ${next}`;
      // Whoever asked for many wants to see how far it is.
      if (KILLS > FEW) console.log(`${name}; ${String(problems.length)} problems so far`);
      try {
        lasting[engine] = (await killAndStartAnew(engine, when, next)) ?? lasting[engine];
      } catch (problem) {
        problems.push(
          `${name}: ${problem instanceof Error ? String(problem.stack) : String(problem)}`,
        );
      }
    }
    expect(problems).toEqual([]);
  },
  KILLS * LONGEST_ROUND_MS,
);

/** Most moments lie anywhere in the session, some while the fix is written. */
function momentIn(lastingMs: number, random: Random): KillTime {
  const kind = random();
  if (kind < 0.4) return { after: 'outcome', milliseconds: Math.round(random() * WRITING_MS) };
  return { after: 'start', milliseconds: Math.round(random() * lastingMs) };
}

function pick<const T>(things: readonly [T, ...T[]], random: Random): T {
  return things[Math.floor(random() * things.length)] ?? things[0];
}

test('faults 81, 82: a fix of three files that is cut off at any point of its writing is whole after the next start', async () => {
  for (const at of WRITING_POINTS) await killAndStartAnew('model', { at }, 'test');
});
