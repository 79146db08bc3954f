import { expect, test } from 'vitest';
import { fuzz } from '../../fuzz/fuzz';
import { REPLIES } from '../../fuzz/replies';
import { REPORTS } from '../../fuzz/reports';

/** `npm run fuzz` takes many more. */
const REPLY_COUNT = 2_000;
const REPORT_COUNT = 300;

test('faults 12, 92: malformed replies crash and hang nothing, and change nothing outside', async () => {
  expect(await fuzz(REPLIES, { count: REPLY_COUNT })).toEqual([]);
}, 60_000);

test('fault 70: malformed reports crash and hang nothing, and lead nowhere outside', async () => {
  for (const fed of REPORTS) expect(await fuzz(fed, { count: REPORT_COUNT })).toEqual([]);
}, 60_000);
