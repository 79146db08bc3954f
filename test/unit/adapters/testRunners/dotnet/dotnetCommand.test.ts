import { describe, expect, test } from 'vitest';
import {
  dotnetArguments,
  type DotnetCall,
} from '../../../../../src/adapters/testRunners/dotnet/dotnetCommand';
import {
  filterFlags,
  wantedTests,
} from '../../../../../src/adapters/testRunners/dotnet/dotnetFilter';
import { dotnetTarget } from '../../../../../src/adapters/testRunners/dotnet/dotnetTarget';

const CALL: DotnetCall = {
  platform: 'vstest',
  target: 'Shop.sln',
  flags: ['-c', 'Release'],
  passed: ['RunConfiguration.X=1'],
  reports: '/r',
  build: '/b',
  isXunit3: false,
  filter: ['--filter', 'A'],
};
const PROPERTIES =
  '-p:ArtifactsPath=/b -p:UseSharedCompilation=false -p:UseRazorBuildServer=false -p:VsTestUseMSBuildOutput=false';

describe('the command line of dotnet test', () => {
  test('for VSTest has a report of each project, and the settings last', () => {
    expect(dotnetArguments(CALL).join(' ')).toBe(
      `test Shop.sln -c Release --nologo ${PROPERTIES} --results-directory /r --logger trx;LogFilePrefix=fixpoint --logger console;verbosity=detailed --blame --filter A -- RunConfiguration.X=1`,
    );
  });

  test('for Microsoft.Testing.Platform behind VSTest has its options behind a mark', () => {
    const call = { ...CALL, platform: 'bridged', passed: [] } as const;
    expect(dotnetArguments(call).join(' ')).toBe(
      `test Shop.sln -c Release --nologo ${PROPERTIES} -- --results-directory /r --report-trx --ignore-exit-code 8 --filter A`,
    );
  });

  test('for Microsoft.Testing.Platform itself names the target, and the report of xunit.v3', () => {
    const call = { ...CALL, platform: 'platform', target: 'A.csproj', isXunit3: true } as const;
    expect(dotnetArguments({ ...call, passed: [], filter: [] }).join(' ')).toBe(
      `test --project A.csproj -c Release ${PROPERTIES} --no-ansi --no-progress --output Detailed --results-directory /r --report-xunit-trx --ignore-exit-code 8`,
    );
    const solution = dotnetArguments({ ...call, target: 'A.slnx' });
    expect(solution.slice(1, 3)).toEqual(['--solution', 'A.slnx']);
  });
});

describe('the filter', () => {
  const tests = ['Shop.A.Adds', 'Shop.A.Row(n: 1)', 'Shop.A.Row(n: 2)', 'Shop.A+B.Says: a | b #2'];
  const selection = {
    kind: 'tests',
    tests: tests.map((id) => ({ id, name: id, suite: [] })),
  } as const;

  test('of VSTest has rows with all of their method, and the filter of the command', () => {
    const wanted = wantedTests(selection, () => []);
    const names =
      'FullyQualifiedName=Shop.A.Adds|FullyQualifiedName~Shop.A.Row|FullyQualifiedName~Shop.A+B.Says';
    expect(filterFlags('expression', wanted, undefined)).toEqual(['--filter', names]);
    expect(filterFlags('expression', wanted, 'Slow!=1')[1]).toBe(`(Slow!=1)&(${names})`);
  });

  test('of a file has its classes', () => {
    const wanted = wantedTests({ kind: 'files', files: ['a.cs'] }, () => ['Shop.A', 'Shop.B']);
    expect(filterFlags('expression', wanted, undefined)).toEqual([
      '--filter',
      'FullyQualifiedName~Shop.A|FullyQualifiedName~Shop.B',
    ]);
    expect(filterFlags('xunit', wanted, undefined).join(' ')).toBe(
      '--filter-class Shop.A* --filter-class Shop.B*',
    );
  });

  test('has what would be an operator with a backslash', () => {
    const name = 'Shop.A.a=b|c&d!~e,f';
    const one = { kind: 'tests', tests: [{ id: name, name, suite: [] }] } as const;
    expect(
      filterFlags(
        'expression',
        wantedTests(one, () => []),
        undefined,
      )[1],
    ).toBe(String.raw`FullyQualifiedName=Shop.A.a\=b\|c\&d\!\~e%2Cf`);
  });

  test('is left out when all tests are wanted, or too many', () => {
    expect(
      filterFlags(
        'expression',
        wantedTests({ kind: 'all' }, () => []),
        undefined,
      ),
    ).toEqual([]);
    const many = wantedTests({ kind: 'files', files: ['a.cs'] }, () =>
      Array.from({ length: 2000 }, (_, at) => `Shop.Class${at}`),
    );
    expect(filterFlags('expression', many, 'Slow!=1')).toEqual(['--filter', 'Slow!=1']);
  });
});

describe('the target', () => {
  const project = (path: string): { path: string; text: string } => ({ path, text: '' });
  const tests = [project('tests/A/A.csproj'), project('tests/B/B.csproj')];
  const solutions = [project('Docs.sln'), { path: 'Shop.sln', text: 'A.csproj B.csproj' }];
  const all = { tests, solutions, platform: 'vstest' } as const;

  test('is the project that holds the files, else what is named, else the solution of the tests', () => {
    expect(dotnetTarget(all, 'Shop.sln', ['tests/B/BTests.cs'])).toBe('tests/B/B.csproj');
    expect(dotnetTarget(all, 'Docs.sln')).toBe('Docs.sln');
    expect(dotnetTarget(all, undefined, ['tests/A/A.cs', 'tests/B/B.cs'])).toBe('Shop.sln');
    expect(dotnetTarget({ ...all, solutions: [], tests: tests.slice(1) }, undefined)).toBe(
      'tests/B/B.csproj',
    );
  });

  test('must be named when projects have no solution', () => {
    expect(() => dotnetTarget({ ...all, solutions: [] }, undefined)).toThrow('no solution');
  });
});
