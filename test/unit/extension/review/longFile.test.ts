import { expect, test } from 'vitest';
import {
  beginFileReview,
  reviewHunks,
  withReal,
} from '../../../../src/extension/review/fileReview';

const LINES = 50_000;
const HUNKS = 500;
/** The editor draws keys without waiting for this; several times what it takes, for a busy machine. */
const FOLLOWS_WITHIN_MS = 1_500;
const KEYS = 3;
const TEST_MS = 20_000;

test(
  'fault 86: typing into a file of 50,000 lines with 500 proposed hunks is followed in time, and none of them is lost or merged',
  () => {
    const base = Array.from(
      { length: LINES },
      (_, line) => `const v${String(line)} = ${String(line)};`,
    );
    const proposal = base.map((line, index) =>
      index % (LINES / HUNKS) === 5 ? `${line} // new` : line,
    );
    const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
    let review = beginFileReview({
      path: 'src/long.ts',
      base: textOf(base),
      proposal: textOf(proposal),
      real: textOf(base),
    });
    const took: number[] = [];
    for (let key = 1; key <= KEYS; key++) {
      const typed = base.with(25_000, `// ${'x'.repeat(key)}`);
      const startMs = performance.now();
      review = withReal(review, textOf(typed));
      expect(reviewHunks(review)).toHaveLength(HUNKS);
      took.push(performance.now() - startMs);
    }
    expect(took.sort((a, b) => a - b)[Math.floor(KEYS / 2)]).toBeLessThan(FOLLOWS_WITHIN_MS);
  },
  TEST_MS,
);
