import { describe, expect, test } from 'vitest';
import { openProject } from '../../../src/adapters/testRunners/detection/project';
import { readDotnetProjects } from '../../../src/adapters/testRunners/dotnet/dotnetProjects';
import { dotnetKind } from '../../../src/adapters/testRunners/dotnet/dotnetRunner';
import { openDotnetSources } from '../../../src/adapters/testRunners/dotnet/dotnetSources';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';

const PROJECT = '<Project Sdk="Microsoft.NET.Sdk"></Project>';
const TESTS = '<Project><PackageReference Include="Microsoft.NET.Test.Sdk" /></Project>';

function projectOf(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  writeFiles(root, files);
  return root;
}

describe('a .NET workspace', () => {
  test('is one when a project refers to a test package', async () => {
    const plain = { 'Shop.sln': '', 'src/Shop.csproj': PROJECT, 'src/Calc.cs': '' };
    const isUsed = async (files: Readonly<Record<string, string>>): Promise<boolean> =>
      dotnetKind.isUsed(await openProject(projectOf(files)));
    expect(await isUsed(plain)).toBe(false);
    const tested = { ...plain, 'checks/Checks.csproj': TESTS, 'checks/CalcTests.cs': '' };
    expect(await isUsed(tested)).toBe(true);
    expect(await isUsed({ 'Shop.Tests/Shop.Tests.fsproj': PROJECT })).toBe(true);
  });

  test('has a platform by its global.json or its properties', async () => {
    const platformOf = async (files: Readonly<Record<string, string>>): Promise<string> =>
      (await readDotnetProjects(projectOf({ 'A.Tests.csproj': PROJECT, ...files }))).platform;
    expect(await platformOf({})).toBe('vstest');
    const property = '<TestingPlatformDotnetTestSupport>true</TestingPlatformDotnetTestSupport>';
    expect(await platformOf({ 'Directory.Build.props': property })).toBe('bridged');
    const runner = '{ "test": { "runner": "Microsoft.Testing.Platform" } }';
    expect(await platformOf({ 'global.json': runner })).toBe('platform');
  });

  test('has the file and line of a test, in the class that the report names', async () => {
    const root = projectOf({
      'tests/CalcTests.cs':
        'namespace Shop.Tests;\n\npublic sealed class CalcTests\n{\n    void Adds() {}\n\n    public class Inner\n    {\n        void Adds() {}\n        void Of<T>() {}\n    }\n}\n',
      'tests/Other.cs': 'namespace Other.Tests { public class CalcTests { void Adds() {} } }\n',
      'tests/obj/Copy.cs': 'namespace Shop.Tests; public class CalcTests { void Adds() {} }\n',
      'tests/Words.fs': 'module Shop.Words\n\n[<Fact>]\nlet ``adds two`` () = ()\n',
      'src/CalcTests.cs': 'namespace Shop.Tests; class CalcTests {}',
    });
    const sources = await openDotnetSources(root, ['tests']);
    const file = 'tests/CalcTests.cs';
    expect(sources.placeOf('Shop.Tests.CalcTests', 'Adds')).toEqual({ file, line: 5 });
    expect(sources.placeOf('Shop.Tests.CalcTests+Inner', 'Adds')).toEqual({ file, line: 9 });
    expect(sources.placeOf('Shop.Tests.CalcTests+Inner`1', 'Of')).toEqual({ file, line: 10 });
    expect(sources.placeOf('Shop.Tests.CalcTests', 'Gone')).toEqual({ file });
    expect(sources.placeOf('Shop.Words', 'adds two')).toEqual({ file: 'tests/Words.fs', line: 4 });
    expect(sources.placeOf('Shop.Absent', 'Adds')).toBeUndefined();
    expect(sources.classesOf(file)).toEqual(['Shop.Tests.CalcTests', 'Shop.Tests.Inner']);
    expect(sources.classesOf('tests/Words.fs')).toEqual(['Shop.Words']);
  });
});
