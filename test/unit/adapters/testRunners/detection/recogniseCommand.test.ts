import { describe, expect, test } from 'vitest';
import { recogniseCommand } from '../../../../../src/adapters/testRunners/detection/recogniseCommand';

function draw(line: string, scripts: Record<string, string> = {}): string {
  const found = recogniseCommand(line, scripts);
  if (found === undefined) return 'unknown';
  const environment = Object.entries(found.environment).map(([name, value]) => `${name}=${value}`);
  const node = found.nodeFlags?.length ? ['node', ...found.nodeFlags] : [];
  return [...environment, ...node, found.runner, ...found.flags, '|', ...found.files].join(' ');
}

describe('recogniseCommand', () => {
  test.each([
    ['vitest', 'vitest |'],
    ['npx vitest run --config x.ts src/a.test.ts', 'vitest --config x.ts | src/a.test.ts'],
    ['npx --no-install vitest --watch', 'vitest |'],
    ['node_modules/.bin/vitest run -t "some name"', 'vitest -t some name |'],
    ['jest --coverage --watchAll src/a.test.js', 'jest --coverage | src/a.test.js'],
    [
      'NODE_OPTIONS=--experimental-vm-modules npx jest -i',
      'NODE_OPTIONS=--experimental-vm-modules jest -i |',
    ],
    ['node --expose-gc node_modules/jest/bin/jest.js -c x.js', 'node --expose-gc jest -c x.js |'],
    ['node --expose-gc ./node_modules/.bin/jest', 'node --expose-gc jest |'],
    [
      'mocha -r ts-node/register --watch "test/**/*.ts"',
      'mocha -r ts-node/register | test/**/*.ts',
    ],
    ['nyc mocha --reporter dot', 'mocha |'],
    ['npx ava --watch --timeout 10s test/a.js', 'ava --timeout 10s | test/a.js'],
    ['tap run --jobs 2 -R dot test/*.js', 'tap --jobs 2 | test/*.js'],
    ['bun test --watch --timeout 100 ./a.test.ts', 'bun --timeout 100 | ./a.test.ts'],
    ['deno test -A --reporter dot --parallel tests', 'deno -A --parallel | tests'],
    ['npx playwright test --project chromium --ui e2e', 'playwright --project chromium | e2e'],
    ['node node_modules/mocha/bin/_mocha --exit', 'mocha --exit |'],
    ['vitest run -u', 'vitest |'],
    ['node --test', 'node:test |'],
    ['node --test --test-update-snapshots', 'node:test |'],
    ['pytest --snapshot-update tests', 'pytest | tests'],
    ['jest -u --runInBand', 'jest --runInBand |'],
    ['playwright test --update-snapshots', 'playwright |'],
    ['node --import tsx --test test/*.ts', 'node:test --import tsx | test/*.ts'],
    ['node --test --test-reporter spec --watch a.js', 'node:test | a.js'],
    ['tsx --test a.ts', 'node:test --import tsx | a.ts'],
    ['NODE_ENV=test node --test', 'NODE_ENV=test node:test |'],
    ['cross-env A=1 B=2 vitest', 'A=1 B=2 vitest |'],
    ['pytest -x -k add tests', 'pytest -x -k add | tests'],
    ['python -m pytest -q', 'pytest -q |'],
    ['.venv/bin/python3.11 -m pytest a.py', 'pytest | a.py'],
    ['poetry run pytest', 'pytest |'],
    ['uv run python -m pytest tests', 'pytest | tests'],
    ['python -m unittest discover -s tests -v', 'unittest -s tests |'],
    ['python3 -m unittest tests.test_a', 'unittest | tests.test_a'],
    ['coverage run --source x -m pytest -q', 'pytest -q |'],
    ['./mvnw -B -Pfast clean verify', 'maven -B -Pfast |'],
    ['./gradlew clean :core:test --info', 'gradle --info :core:test |'],
    ['gradle -x lint build', 'gradle -x lint |'],
    ['mvn -pl core -Dtest=ATest test', 'maven -pl core |'],
    [
      'dotnet test tests/A.csproj -c Release --no-build --logger trx --filter Category!=Slow -- a=1',
      'dotnet -c Release --filter Category!=Slow -- a=1 | tests/A.csproj',
    ],
    ['dotnet test --solution Shop.slnx --report-trx', 'dotnet | Shop.slnx'],
    ['dotnet build', 'unknown'],
    ['cargo +nightly nextest r -p a --no-fail-fast one', 'nextest +nightly -p a | one'],
    ['cargo nextest list', 'unknown'],
    ['bundle exec rspec --format doc -t fast spec/models', 'rspec -t fast | spec/models'],
    ['bin/rspec', 'rspec |'],
    ['vendor/bin/phpunit --colors=always --filter Adds tests', 'phpunit --filter Adds | tests'],
    ['php vendor/bin/phpunit -c ci.xml', 'phpunit -c ci.xml |'],
    ['ctest --test-dir build --output-on-failure -j 4 -L fast', 'ctest -j 4 -L fast |'],
    ['cargo test', 'cargo |'],
    ['cargo +nightly test -p core --lib adds -q', 'cargo +nightly -p core --lib | adds'],
    ['cargo t -F x -- --nocapture --test-threads 1 adds', 'cargo -F x -- --test-threads 1 | adds'],
    ['go test ./...', 'go | ./...'],
    ['go test -v -count 3 -race -run "Add|Sub" ./pkg', 'go -race -run Add|Sub | ./pkg'],
    [
      'CGO_ENABLED=0 go test -tags=slow . -args -update x',
      'CGO_ENABLED=0 go -tags=slow -args -update x | .',
    ],
  ])('%s is %s', (line, drawn) => {
    expect(draw(line)).toBe(drawn);
  });

  test('follows scripts of package.json, with what is passed on', () => {
    const scripts = { test: 'npm run unit', unit: 'vitest run --dir src', node: 'node --test' };
    expect(draw('npm test', scripts)).toBe('vitest --dir src |');
    expect(draw('npm t -- a.test.ts', scripts)).toBe('vitest --dir src | a.test.ts');
    expect(draw('yarn node', scripts)).toBe('node:test |');
    expect(draw('pnpm exec vitest', scripts)).toBe('vitest |');
  });

  test.each([
    'karma start',
    'deno task test',
    'playwright install',
    'make test',
    'mvn clean',
    'gradle clean',
    'node run.js',
    'python run.py',
    'npm run absent',
    'npm test',
    'vitest && echo done',
    '',
  ])('does not know %j', (line) => {
    expect(draw(line)).toBe('unknown');
  });

  test('gives up on scripts that call each other', () => {
    expect(draw('npm test', { test: 'npm run a', a: 'npm test' })).toBe('unknown');
  });
});
