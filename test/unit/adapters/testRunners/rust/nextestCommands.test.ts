import { expect, test } from 'vitest';
import type { CargoTarget } from '../../../../../src/adapters/testRunners/rust/cargoTargets';
import { nextestCommands } from '../../../../../src/adapters/testRunners/rust/nextestCommands';
import { sortNextestFlags } from '../../../../../src/adapters/testRunners/rust/nextestFlags';
import { narrowNextest } from '../../../../../src/adapters/testRunners/rust/nextestSelection';
import { nextestKind } from '../../../../../src/adapters/testRunners/rust/nextestRunner';

const LIB: CargoTarget = {
  kind: 'lib',
  name: 'shop',
  package: 'shop',
  folder: '',
  source: 'src/lib.rs',
};
const BIN: CargoTarget = { ...LIB, kind: 'bin', source: 'src/main.rs' };
const SETTINGS = '--config-file=/run/nextest.toml --profile=fixpoint-run';
const WORDS =
  'nextest run -p shop --cargo-profile=fast --test a -E test(quick) --retries 2 -P ci --no-capture name -- --skip slow';

function draw(narrow: ReturnType<typeof narrowNextest>): readonly string[] {
  const { flags = [], files = [] } = nextestKind.recognise('cargo', WORDS.split(' ')) ?? {};
  const setup = { cargo: ['cargo'], flags: sortNextestFlags(flags), files, environment: {} };
  const choice = { manifest: [], narrow, config: '/run/nextest.toml' };
  const { before = [], command } = nextestCommands(setup, choice);
  return [...before, command].map((words) => words.join(' '));
}

test('each command gets those flags of the user that it knows', () => {
  const build = '-p shop --cargo-profile=fast --test a --color=never';
  expect(draw(undefined)).toEqual([
    'cargo test --no-run --message-format=json -p shop --profile=fast --test a --color=never',
    `cargo nextest list --message-format=json ${build} ${SETTINGS} -E test(quick) name -- --skip slow`,
    `cargo nextest run --no-fail-fast --status-level=pass --final-status-level=none --failure-output=immediate --success-output=immediate --retries 2 ${build} ${SETTINGS} -E test(quick) name -- --skip slow`,
  ]);
});

test('a selection takes the place of targets and filters', () => {
  const tests = [{ id: 'src/main.rs > a::b', suite: ['a'], name: 'b', file: 'src/main.rs' }];
  const narrow = narrowNextest({ kind: 'tests', tests }, ['src/main.rs'], [LIB, BIN]);
  expect(draw(narrow)[1]).toBe(
    `cargo nextest list --message-format=json -p shop --cargo-profile=fast --package=shop --bin=shop --color=never ${SETTINGS} -E (binary_id(=shop::bin/shop) & (test(=a::b))) -- --skip slow`,
  );
  const files = narrowNextest({ kind: 'files', files: ['src/lib.rs'] }, ['src/lib.rs'], [LIB, BIN]);
  expect(files).toEqual({ build: ['--package=shop', '--lib'], filter: 'binary_id(=shop)' });
});
