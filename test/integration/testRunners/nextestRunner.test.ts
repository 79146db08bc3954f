import { describe, expect, test } from 'vitest';
import { detectTestRunner } from '../../../src/adapters/testRunners/detection/detectTestRunner';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { testRunnerContract } from './contract';
import { runSmallProject } from './smallProject';
import { isAvailable, REPORTERS } from './trial';
import { NEXTEST } from './trials/nextest';

const hasNextest = await isAvailable('cargo', ['nextest', '--version']);

describe.skipIf(!hasNextest)('nextest', { timeout: 120_000 }, () => {
  testRunnerContract(NEXTEST);
});

const LIMITS = { timeoutMs: 60_000, silenceMs: 60_000 };
const MANIFEST = '[package]\nname = "small"\nversion = "0.1.0"\nedition = "2021"\n';
const SETTINGS = `
[profile.default]
slow-timeout = "1s"

[profile.ci]
retries = 1
fail-fast = true
slow-timeout = { period = "1s", terminate-after = 1 }
junit = { path = "ci.xml" }

[[profile.ci.overrides]]
filter = "test(takes_time)"
slow-timeout = { period = "1s", terminate-after = 1 }
`;
const SAME_NAMES = (body: string): string => `#[test]\nfn works() { ${body} }\n`;
const TESTS = `
#[test]
fn passes_when_tried_again() {
    assert_eq!(std::env::var("NEXTEST_ATTEMPT").unwrap(), "2");
}

#[test]
fn takes_time() {
    std::thread::sleep(std::time::Duration::from_millis(1500));
}

#[test]
#[should_panic]
fn does_not_panic() {}

#[test]
fn returns() -> Result<(), String> {
    Err("it timed out".to_owned())
}

#[test]
fn is_left_out() {}
`;
const FILES = {
  'Cargo.toml': MANIFEST,
  '.config/nextest.toml': SETTINGS,
  'src/lib.rs': SAME_NAMES(''),
  'src/main.rs': `fn main() {}\n${SAME_NAMES('assert!(false)')}`,
  'tests/more.rs': TESTS,
};

describe.skipIf(!hasNextest)('a project with settings of its own', { timeout: 120_000 }, () => {
  test('keeps its retries and filters, while the report and the limits are ours', async () => {
    const command =
      "cargo nextest run --profile ci --fail-fast --no-capture -E 'not test(left_out)'";
    const report = await runSmallProject(command, FILES);
    expect(report).toMatchObject({ runner: 'nextest', verdict: 'failed', loadErrors: [] });
    expect(report.tests.map(({ status, id }) => `${status} ${id}`)).toEqual([
      'passed src/lib.rs > works',
      'failed tests/more.rs > does_not_panic',
      'passed tests/more.rs > passes_when_tried_again',
      'failed tests/more.rs > returns',
      'passed tests/more.rs > takes_time',
      'failed src/main.rs > works',
    ]);
    const problems = report.tests.flatMap((one) => one.problems);
    expect(problems).toMatchObject([
      { kind: 'assert', message: 'test did not panic as expected' },
      { kind: 'throw', message: '"it timed out"' },
      { kind: 'assert', frames: [{ file: 'src/main.rs', line: 3 }] },
    ]);
  });

  test('has a setup script that fails, for which no test is run', async () => {
    const script = "sh -c 'echo no database; exit 3'";
    const settings = `experimental = ["setup-scripts"]
[scripts.setup.prepare]
command = ${JSON.stringify(script)}
[[profile.default.scripts]]
filter = "all()"
setup = "prepare"
`;
    const files = { ...FILES, '.config/nextest.toml': settings };
    const report = await runSmallProject('cargo nextest run --lib', files);
    expect(report).toMatchObject({
      verdict: 'failed',
      tests: [],
      loadErrors: [{ kind: 'hook', blocks: ['src/lib.rs'] }],
    });
    expect(report.loadErrors[0]?.message).toMatch(/^The setup script prepare failed: .*code 3/);
    expect(report.outputTail).toContain('no database');
    expect(report.outputTail).not.toContain('rust-suites');
  });

  test('has tests of one name in several binaries, of which exactly one is run', async () => {
    const selection = {
      kind: 'tests',
      tests: [{ id: 'src/lib.rs > works', file: 'src/lib.rs', suite: [], name: 'works' }],
    } as const;
    const report = await runSmallProject('cargo nextest run', FILES, { selection });
    expect(report).toMatchObject({ verdict: 'passed', tests: [{ id: 'src/lib.rs > works' }] });
  });

  test('has tests by the hundred, of which exactly those are run', async () => {
    const names = Array.from({ length: 600 }, (_, at) => `number_${at}`);
    const text = names.map((name) => `#[test]\nfn ${name}() {}\n`).join('');
    const file = 'tests/many.rs';
    const tests = names
      .slice(1)
      .map((name) => ({ id: `${file} > ${name}`, file, suite: [], name }));
    const failing = `#[test]\nfn other() { panic!() }\n`;
    const files = { 'Cargo.toml': MANIFEST, 'src/lib.rs': '', [file]: text + failing };
    const some = { kind: 'tests', tests: tests.slice(0, 300) } as const;
    const report = await runSmallProject('cargo nextest run', files, { selection: some });
    expect(report.verdict).toBe('passed');
    expect(report.tests).toHaveLength(300);
  });

  test('is known by them, also below the root', async () => {
    const root = temporaryFolder();
    const below = Object.entries(FILES).map(([path, text]) => [`core/${path}`, text] as const);
    writeFiles(root, Object.fromEntries(below));
    const runner = await detectTestRunner({ root, reportersFolder: REPORTERS });
    expect(runner.name).toBe('nextest');
    const file = 'core/src/lib.rs';
    const command = 'cargo nextest run --manifest-path core/Cargo.toml';
    for (const one of [
      runner,
      await detectTestRunner({ root, command, reportersFolder: REPORTERS }),
    ]) {
      const request = {
        root,
        limits: LIMITS,
        selection: { kind: 'files', files: [file] },
      } as const;
      const report = await one.run(request, new AbortController().signal);
      expect(report).toMatchObject({ verdict: 'passed', tests: [{ id: `${file} > works`, file }] });
    }
  });
});
