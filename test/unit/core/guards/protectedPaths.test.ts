import { describe, expect, test } from 'vitest';
import { protectionOf, type Protection } from '../../../../src/core/guards/protectedPaths';

const NONE: ReadonlySet<string> = new Set();

const PROTECTED: Readonly<Record<Protection, readonly string[]>> = {
  test: [
    'test/cart.js',
    'src/cart.test.ts',
    'tests/test_cart.py',
    'conftest.py',
    'src/testing/render.tsx',
    'src/test-utils/render.ts',
    'src/testutils/render.ts',
    'app/test_utils/factory.py',
    'src/test-helpers/db.ts',
    'src/testHelpers/db.ts',
    'app/test_helpers/db.py',
    'src/test-support/server.ts',
    'src/testsupport/server.ts',
    'golden/report.txt',
    'src/goldens/report.txt',
    'src/__fixtures__/cart.json',
    'src/test-data/cart.json',
    'app/test_data/cart.json',
    'internal/testdata/cart.json',
    'snapshots/report.txt',
    'src/mocks/handlers.ts',
    'src/stubs/clock.ts',
    'app/fakes/store.py',
    'src/test-utils.tsx',
    'src/testUtils.ts',
    'src/testUtil.js',
    'app/test_helpers.py',
    'app/testhelper.py',
    'src/test-support.mjs',
    'src/testData.json',
    'src/cart.mock.ts',
    'src/cart.mocks.js',
    'src/report.golden.txt',
    'src/report.golden',
    'src/report.expected.json',
    'src/report.expected',
    'src/cart.fixture.ts',
    'src/cart.fixtures.json',
  ],
  snapshot: ['src/__snapshots__/a.test.ts.snap', 'src/report.snap'],
  configuration: ['package.json', 'tests/setup.cfg', 'src/testing/vitest.config.ts'],
  'lock file': ['package-lock.json', 'requirements.txt'],
  tooling: [
    '.github/workflows/test.yml',
    'fixpoint_pytest.py',
    'pytest.py',
    'hmac.py',
    'json.py',
    'JSON.py',
    'hashlib.py',
    'unittest.py',
    'json/__init__.py',
    'hmac.so',
  ],
};

describe.each(Object.entries(PROTECTED))('protected as %s', (protection, paths) => {
  test.each(paths.map((path) => [path]))('is %s', (path) => {
    expect(protectionOf(path, NONE)).toBe(protection);
  });
});

describe('open', () => {
  test.each([
    'src/cart.ts',
    'src/helpers/format.ts',
    'src/utils/format.ts',
    'src/testament.ts',
    'src/testimonials/list.ts',
    'src/attest/sign.ts',
    'src/contest/rank.py',
    'src/contest.py',
    'src/latest/index.ts',
    'lib/latest.js',
    'src/mockery.ts',
    'src/hammock/size.ts',
    'src/stubborn/retry.ts',
    'src/fakesmile/face.ts',
    'src/goldenrod/colour.ts',
    'src/golden.ts',
    'src/goldenRatio.ts',
    'src/expected.ts',
    'src/unexpected.ts',
    'src/fixture.ts',
    'src/snapshot.ts',
    'src/snapshots.ts',
    'src/snapshot/take.ts',
    'src/specification/parse.ts',
    'src/protest.ts',
    'src/data/testable.ts',
    'src/json.py',
    'app/hashlib.py',
    'json/schema.py',
    'src/json/parse.ts',
    'jsonpath.py',
  ])('is %s', (path) => {
    expect(protectionOf(path, NONE)).toBeUndefined();
  });
});

test('a file that tests were reported from is protected, whatever its name', () => {
  expect(protectionOf('src/cart.ts', new Set(['src/cart.ts']))).toBe('test');
});
