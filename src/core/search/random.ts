import { hashLanes } from '../hash';

/** The next number of a random sequence, in [0, 1). */
export type Random = () => number;

/** Rounds before the first number, so that similar seeds part. */
const WARM_UP_ROUNDS = 12;

/**
 * A random sequence that is the same for the same salt on every machine: sfc32 (Chris Doty-Humphrey, PractRand), seeded
 * with a hash of the salt.
 */
export function createRandom(...salt: readonly (number | string)[]): Random {
  let [b, c] = hashLanes(salt.join('\0'));
  let a = 0;
  let counter = 1;
  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return (result >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) next();
  return next;
}

/** A draw from the Beta distribution with shapes `a` and `b`, any numbers above 0; in [0, 1]. */
export function drawBeta(random: Random, a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`No Beta has the shapes ${a} and ${b}`);
  const x = drawGamma(random, a);
  const y = drawGamma(random, b);
  // Both are too small for a number only where the distribution is all but a coin.
  if (x + y === 0) return random() < a / (a + b) ? 1 : 0;
  return x / (x + y);
}

/** Marsaglia and Tsang, "A simple method for generating gamma variables" (2000), with their boost for shapes below 1. */
function drawGamma(random: Random, shape: number): number {
  if (shape < 1) return drawGamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Box and Muller (1958). */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
