// What cargo-nextest 0.9.151 and cargo 1.95 wrote and printed for a small project; shortened, and with other paths.

/** The list of one binary's tests, all of which are to be run. */
export const LIST = String.raw`{"rust-build-meta":{"target-directory":"/build"},"test-count":5,"rust-suites":{"trial::quick":{"package-name":"trial","binary-id":"trial::quick","binary-name":"quick","package-id":"path+file:///tree#trial@0.1.0","kind":"test","binary-path":"/build/debug/deps/quick","build-platform":"target","cwd":"/tree","status":"listed","testcases":{"aborts":{"kind":"test","ignored":false,"filter-match":{"status":"matches"}},"differs":{"kind":"test","ignored":false,"filter-match":{"status":"matches"}},"is_ignored":{"kind":"test","ignored":true,"filter-match":{"status":"mismatch","reason":"ignored"}},"panics_in_source":{"kind":"test","ignored":false,"filter-match":{"status":"matches"}},"passes":{"kind":"test","ignored":false,"filter-match":{"status":"matches"}}}}}}`;

/** The report of these tests. */
export const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nextest-run" tests="4" skipped="0" failures="3" errors="0" time="0.131">
    <testsuite name="trial::quick" tests="4" skipped="0" errors="0" failures="3">
        <testcase name="aborts" classname="trial::quick" time="0.011">
            <failure message="process aborted with signal 6 (SIGABRT)" type="test abort">process aborted with signal 6 (SIGABRT)</failure>
            <system-out>
running 1 test
</system-out>
            <system-err></system-err>
        </testcase>
        <testcase name="differs" classname="trial::quick" time="0.095">
            <failure message="thread &apos;differs&apos; (30949) panicked at tests/quick.rs:7:5" type="test failure with exit code 101">thread &apos;differs&apos; (30949) panicked at tests/quick.rs:7:5:
assertion \`left == right\` failed: the sum
  left: -1
 right: 5
stack backtrace:
   4: quick::differs
             at ./tests/quick.rs:7:5
   5: quick::differs::{{closure}}
             at ./tests/quick.rs:5:13
note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.</failure>
            <system-out>
running 1 test
about to add
test differs ... FAILED

failures:

failures:
    differs

test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.08s

</system-out>
            <system-err>
thread &apos;differs&apos; (30949) panicked at tests/quick.rs:7:5:
assertion \`left == right\` failed: the sum
  left: -1
 right: 5
stack backtrace:
   4: quick::differs
             at ./tests/quick.rs:7:5
   5: quick::differs::{{closure}}
             at ./tests/quick.rs:5:13
note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.
</system-err>
        </testcase>
        <testcase name="passes" classname="trial::quick" time="0.015"/>
        <testcase name="panics_in_source" classname="trial::quick" time="0.115">
            <failure message="thread &apos;panics_in_source&apos; (30952) panicked at src/calc.rs:10:11" type="test failure with exit code 101">thread &apos;panics_in_source&apos; (30952) panicked at src/calc.rs:10:11:
called \`Option::unwrap()\` on a \`None\` value
stack backtrace:
   5: trial::calc::total
             at ./src/calc.rs:10:11
   6: quick::panics_in_source
             at ./tests/quick.rs:12:5
   7: quick::panics_in_source::{{closure}}
             at ./tests/quick.rs:11:22
note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.</failure>
            <system-out>
running 1 test
test panics_in_source ... FAILED

failures:

failures:
    panics_in_source

test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.10s

</system-out>
            <system-err>
thread &apos;panics_in_source&apos; (30952) panicked at src/calc.rs:10:11:
called \`Option::unwrap()\` on a \`None\` value
stack backtrace:
   5: trial::calc::total
             at ./src/calc.rs:10:11
   6: quick::panics_in_source
             at ./tests/quick.rs:12:5
   7: quick::panics_in_source::{{closure}}
             at ./tests/quick.rs:11:22
note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.
</system-err>
        </testcase>
    </testsuite>
</testsuites>
`;

/** The list of a run that was stopped while a second binary had a test that waits for ever. */
export const HANGING_LIST = String.raw`{"rust-build-meta":{"target-directory":"/build"},"test-count":5,"rust-suites":{"trial::quick":{"package-name":"trial","binary-id":"trial::quick","binary-name":"quick","package-id":"path+file:///tree#trial@0.1.0","kind":"test","binary-path":"/build/debug/deps/quick","build-platform":"target","cwd":"/tree","status":"listed","testcases":{"aborts":{"kind":"test","ignored":false,"filter-match":{"status":"matches"}},"differs":{"kind":"test","ignored":false,"filter-match":{"status":"matches"}},"is_ignored":{"kind":"test","ignored":true,"filter-match":{"status":"mismatch","reason":"ignored"}},"passes":{"kind":"test","ignored":false,"filter-match":{"status":"matches"}}}},"trial::silent":{"package-name":"trial","binary-id":"trial::silent","binary-name":"silent","kind":"test","status":"listed","testcases":{"ends":{"kind":"test","ignored":false,"filter-match":{"status":"matches"}},"waits_for_ever":{"kind":"test","ignored":false,"filter-match":{"status":"matches"}}}}}}`;

/** What it had printed by then. */
export const HANGING = `────────────
 Nextest run ID b601074f-712b-4f7f-9879-c48f29788028 with nextest profile: fixpoint-run
    Starting 6 tests across 2 binaries (1 test skipped)
     SIGABRT [   0.019s] (1/6) trial::quick aborts
  stdout ───

    running 1 test

    (test aborted with signal 6: SIGABRT)

        FAIL [   0.105s] (2/6) trial::quick differs
  stdout ───

    running 1 test
    about to add
    test differs ... FAILED

    failures:

    failures:
        differs

    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.09s

  stderr ───

    thread 'differs' (31021) panicked at tests/quick.rs:7:5:
    assertion \`left == right\` failed: the sum
      left: -1
     right: 5
    stack backtrace:
       4: quick::differs
                 at ./tests/quick.rs:7:5
       5: quick::differs::{{closure}}
                 at ./tests/quick.rs:5:13
    note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.

        PASS [   0.016s] (3/6) trial::quick passes
  stdout ───

    running 1 test
    test passes ... ok

    test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.00s


        PASS [   0.015s] (5/6) trial::silent ends
  stdout ───

    running 1 test
    test ends ... ok

    test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 1 filtered out; finished in 0.00s


`;

/** The list of a filter that no test matches. */
export const NOTHING_LIST = String.raw`{"rust-build-meta":{"target-directory":"/build"},"test-count":5,"rust-suites":{"trial::quick":{"package-name":"trial","binary-id":"trial::quick","binary-name":"quick","package-id":"path+file:///tree#trial@0.1.0","kind":"test","binary-path":"/build/debug/deps/quick","build-platform":"target","cwd":"/tree","status":"listed","testcases":{"aborts":{"kind":"test","ignored":false,"filter-match":{"status":"mismatch","reason":"expression"}},"differs":{"kind":"test","ignored":false,"filter-match":{"status":"mismatch","reason":"expression"}},"is_ignored":{"kind":"test","ignored":true,"filter-match":{"status":"mismatch","reason":"ignored"}},"panics_in_source":{"kind":"test","ignored":false,"filter-match":{"status":"mismatch","reason":"expression"}},"passes":{"kind":"test","ignored":false,"filter-match":{"status":"mismatch","reason":"expression"}}}}}}`;

/** The report of a run of nothing. */
export const NOTHING_REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nextest-run" tests="0" skipped="0" failures="0" errors="0" time="0.001">
</testsuites>
`;

/** What cargo says when the library does not compile. */
export const BROKEN_BUILD = String.raw`{"reason":"compiler-message","package_id":"path+file:///tree#trial@0.1.0","target":{"kind":["lib"],"name":"trial","src_path":"/tree/src/lib.rs"},"message":{"rendered":"error: this file contains an unclosed delimiter\n --> src/calc.rs:1:15\n","level":"error","message":"this file contains an unclosed delimiter","spans":[{"file_name":"src/calc.rs","is_primary":true,"line_start":1,"column_start":15}],"code":null}}
{"reason":"build-finished","success":false}`;
