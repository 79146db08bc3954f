import { ctestEvents } from '../../src/adapters/testRunners/cpp/ctestEvents';
import { junitEvents } from '../../src/adapters/testRunners/custom/junitEvents';
import { dotnetEvents } from '../../src/adapters/testRunners/dotnet/dotnetEvents';
import { readTrx } from '../../src/adapters/testRunners/dotnet/trx';
import { goEvents } from '../../src/adapters/testRunners/go/goEvents';
import { phpunitEvents } from '../../src/adapters/testRunners/php/phpunitEvents';
import { readJUnit } from '../../src/adapters/testRunners/report/junitXml';
import { cargoEvents } from '../../src/adapters/testRunners/rust/cargoEvents';
import { nextestEvents } from '../../src/adapters/testRunners/rust/nextestEvents';
import type { Fed } from './fuzz';
import { endedWith, places } from './places';

/** The texts that these readers are given wrong, by their format. */
export interface ReportTexts {
  readonly junit: string;
  readonly trx: string;
  readonly go: string;
  readonly cargo: string;
  readonly libtest: string;
  readonly teamCity: string;
}

const CTEST =
  'Test project /tmp\n    Start 1: A.b\n1/2 Test #1: A.b ......   Passed    0.01 sec\n    Start 2: A.c\n2/2 Test #2: A.c ......***Failed    0.01 sec\n/tmp/a.cpp:3: Failure\n';
const NEXTEST =
  '{"rust-build-meta":{},"rust-suites":{"a":{"binary-id":"a","testcases":{"b":{"ignored":false,"filter-match":{"status":"matches"}}}}}}\n    Starting 1 test across 1 binary\n        FAIL [   0.004s] (1/1) a b\n  stderr ───\n    thread \'b\' panicked at src/lib.rs:3:4:\n';
const RUST = { root: '/tmp', targets: [], files: undefined, exists: () => false };

/** Readers of a run that has ended, from its report to events. */
export function runReaders(texts: ReportTexts): readonly Fed[] {
  const { junit, trx, go, cargo, libtest, teamCity } = texts;
  return [
    {
      name: 'ctest',
      texts: [junit, CTEST],
      take: (text) => places(ctestEvents({ tests: [], files: ['a.cpp'] }, text, endedWith(text))),
    },
    {
      name: 'junit events',
      texts: [junit],
      take: (text) => places(junitEvents(readJUnit(text), ['a.js'])),
    },
    {
      name: 'dotnet run',
      texts: [trx],
      take: (text) => {
        const sources = { placeOf: () => undefined, classesOf: () => [] };
        return places(dotnetEvents(sources, [readTrx(text)], endedWith(text)));
      },
    },
    {
      name: 'go run',
      texts: [go],
      take: async (text) => {
        const modules = { home: '', modules: [] };
        const run = { root: '/tmp', modules, wanted: new Set<string>(), isWhole: true };
        return places(await goEvents(run, endedWith(text)));
      },
    },
    {
      name: 'phpunit run',
      texts: [teamCity],
      take: (text) => {
        const file = { classes: [], lineOf: () => undefined, functionAt: () => undefined };
        const run = { files: ['aTest.php'], readFile: () => file };
        return places(phpunitEvents(run, text, endedWith(text)));
      },
    },
    {
      name: 'cargo run',
      texts: [cargo, libtest],
      take: async (text) => places(await cargoEvents(RUST, endedWith(text))),
    },
    {
      name: 'nextest run',
      texts: [NEXTEST, junit, cargo],
      take: async (text) => places(await nextestEvents(RUST, endedWith(text), text)),
    },
  ];
}
