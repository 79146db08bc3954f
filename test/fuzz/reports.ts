import { readTrx } from '../../src/adapters/testRunners/dotnet/trx';
import { readGoLine } from '../../src/adapters/testRunners/go/goLines';
import { avaEvents } from '../../src/adapters/testRunners/javascript/avaEvents';
import { denoEvents } from '../../src/adapters/testRunners/javascript/denoEvents';
import { tapRunEvents } from '../../src/adapters/testRunners/javascript/tapRunEvents';
import { readTeamCity } from '../../src/adapters/testRunners/php/teamCity';
import { readJUnit } from '../../src/adapters/testRunners/report/junitXml';
import { readRunnerEvent } from '../../src/adapters/testRunners/report/readRunnerEvent';
import { readTap } from '../../src/adapters/testRunners/report/tapEvents';
import { readCargoBuild } from '../../src/adapters/testRunners/rust/cargoMessages';
import { readLibtest } from '../../src/adapters/testRunners/rust/libtestOutput';
import type { Fed } from './fuzz';
import { places } from './places';
import { runReaders } from './runs';

function read(take: (text: string) => unknown): Fed['take'] {
  return (text) => {
    take(text);
    return undefined;
  };
}

const JUNIT =
  '<?xml version="1.0"?>\n<testsuites><testsuite name="a" tests="2"><testcase classname="a" name="b" time="0.1" file="/tmp/a.js" line="3"/><testcase name="c"><failure message="expected 1" type="AssertionError">at /tmp/a.js:3:4\n  expected: 1\n  actual: 2</failure><system-out>x</system-out></testcase></testsuite></testsuites>\n';
const TAP =
  "TAP version 13\n# Subtest: a\n    ok 1 - b # SKIP later\n    1..1\nok 1 - a\nnot ok 2 - c\n  ---\n  duration_ms: 1.5\n  failureType: 'testCodeFailure'\n  error: |-\n    expected 1\n    got 2\n  stack: |-\n    at f (/tmp/a.js:3:4)\n  ...\n1..2\n# fail 1\n";
const TRX =
  '<?xml version="1.0"?><TestRun><Results><UnitTestResult testId="1" testName="a" outcome="Failed" duration="00:00:01"><Output><ErrorInfo><Message>m</Message><StackTrace>at A.B() in /tmp/a.cs:line 3</StackTrace></ErrorInfo></Output></UnitTestResult></Results><TestDefinitions><UnitTest id="1" name="a"><TestMethod className="A" name="B"/></UnitTest></TestDefinitions></TestRun>';
const GO =
  '{"Time":"2026-01-01T00:00:00Z","Action":"run","Package":"a","Test":"TestB"}\n{"Action":"output","Package":"a","Test":"TestB","Output":"    a_test.go:3: no\\n"}\n{"Action":"fail","Package":"a","Test":"TestB","Elapsed":0.1}\n';
const CARGO =
  '{"reason":"compiler-message","message":{"rendered":"error","level":"error","message":"m","spans":[{"file_name":"src/lib.rs","line_start":1,"column_start":1,"is_primary":true}]},"target":{"name":"a","src_path":"/tmp/src/lib.rs"}}\n{"reason":"build-finished","success":false}\n';
const LIBTEST =
  "\nrunning 2 tests\ntest a ... ok\ntest b ... FAILED\n\nfailures:\n\n---- b stdout ----\nthread 'b' panicked at src/lib.rs:3:4:\nno\n\nfailures:\n    b\n\ntest result: FAILED. 1 passed; 1 failed; 0 ignored\n";
const TEAM_CITY =
  "##teamcity[testStarted name='a' locationHint='php_qn:///tmp/a.php::\\A::a']\n##teamcity[testFailed name='a' message='no|n|'x|'' details=' /tmp/a.php:3' duration='1']\n";

/** Readers of what test runners write. */
export const REPORTS: readonly Fed[] = [
  {
    name: 'events',
    texts: [
      '{"event":"start"}\n{"event":"test","file":"/tmp/a.js","line":3,"suite":["s"],"name":"n","status":"failed","durationMs":1,"problems":[{"kind":"assert","message":"m","expected":"1","actual":"2","frames":[{"file":"/tmp/a.js","line":3,"column":1}],"stack":"Error: m\\n    at f (/tmp/a.js:3:4)"}]}\n{"event":"end"}\n',
      '{"event":"file-start","file":"/tmp/a.js"}\n{"event":"error","file":"/tmp/a.js","kind":"load","message":"no","frames":[]}\n{"event":"suite-failed","file":"/tmp/a.js","suite":["s"],"kind":"hook","message":"m"}\n{"event":"file-failed","file":"/tmp/a.js","signal":"SIGKILL","stderr":"x"}\n',
    ],
    take: (text) => places(text.split('\n').flatMap((line) => readRunnerEvent(line) ?? [])),
  },
  { name: 'junit', texts: [JUNIT], take: read(readJUnit) },
  { name: 'tap', texts: [TAP], take: (text) => places(readTap(text)) },
  {
    name: 'ava',
    texts: [TAP],
    take: (text) => places(avaEvents({ stdout: text, sources: new Map([['a.js', text]]) })),
  },
  {
    name: 'node-tap',
    texts: [TAP],
    take: (text) =>
      places(tapRunEvents({ stdout: text, stderr: text, files: ['a.js'], sources: new Map() })),
  },
  {
    name: 'deno',
    texts: [
      JUNIT,
      'running 2 tests from ./a.js\nb ... ok (1ms)\n\nok | 1 passed | 0 failed (3ms)\n',
    ],
    take: (text) =>
      places(denoEvents({ junit: text, stdout: text, stderr: text, files: ['a.js'] })),
  },
  {
    name: 'trx',
    texts: [TRX],
    take: read(readTrx),
  },
  {
    name: 'go',
    texts: [GO],
    take: read((text) => text.split('\n').map(readGoLine)),
  },
  {
    name: 'cargo',
    texts: [CARGO],
    take: read(readCargoBuild),
  },
  {
    name: 'libtest',
    texts: [LIBTEST],
    take: read(readLibtest),
  },
  {
    name: 'teamcity',
    texts: [TEAM_CITY],
    take: read(readTeamCity),
  },
  ...runReaders({
    junit: JUNIT,
    trx: TRX,
    go: GO,
    cargo: CARGO,
    libtest: LIBTEST,
    teamCity: TEAM_CITY,
  }),
];
