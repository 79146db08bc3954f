import { fuzz } from './fuzz';
import { REPLIES } from './replies';
import { REPORTS } from './reports';

/** Malformed replies, and as many malformed reports over all formats. */
const COUNT = Number(process.env['FUZZ_COUNT'] ?? 100_000);
const SHOWN = 300;

const started = performance.now();
let problems = 0;
for (const fed of [REPLIES, ...REPORTS]) {
  const count = fed === REPLIES ? COUNT : Math.ceil(COUNT / REPORTS.length);
  const found = await fuzz(fed, { count });
  console.log(`${fed.name}: ${String(count)} cases, ${String(found.length)} problems`);
  for (const { number, what, text } of found.slice(0, 3))
    console.log(`  case ${String(number)}: ${what}\n  ${JSON.stringify(text.slice(0, SHOWN))}`);
  problems += found.length;
}
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exitCode = problems === 0 ? 0 : 1;
