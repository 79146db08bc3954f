import { expect, test } from 'vitest';
import { dotnetBuildErrors } from '../../../../../src/adapters/testRunners/dotnet/dotnetBuildErrors';

test('errors of compilers and of NuGet are found once, and warnings and results of tests are none', () => {
  const output = `
  Determining projects to restore...
/tree/src/Shop.csproj : error NU1101: Unable to find package Absent. No packages exist with this id in source(s): nuget.org [/tree/Shop.sln]
/tree/src/Broken.cs(1,45): error CS1525: Invalid expression term '=' [/tree/src/Shop.csproj]
/tree/src/Broken.cs(1,45): error CS1525: Invalid expression term '=' [/tree/src/Shop.csproj::TargetFramework=net8.0]
/tree/src/Calc.cs(3,9): warning CS0219: The variable 'x' is assigned [/tree/src/Shop.csproj]
MSBUILD : error MSB1009: Project file does not exist.
/tree/tests/CalcTests.cs(12): error test failed: Shop.CalcTests.Adds (2ms): Assert.Equal() Failure
    /tree/src/Broken.cs(1,45): error CS1525: Invalid expression term '=' [/tree/src/Shop.csproj]
    2 Error(s)
`;
  expect(dotnetBuildErrors(output).map((event) => 'problem' in event && event.problem)).toEqual([
    {
      kind: 'compile',
      name: 'CS1525',
      message: "Invalid expression term '='",
      frames: [{ file: '/tree/src/Broken.cs', line: 1, column: 45 }],
    },
    {
      kind: 'load',
      name: 'NU1101',
      message:
        'Unable to find package Absent. No packages exist with this id in source(s): nuget.org',
      frames: [],
    },
    { kind: 'load', name: 'MSB1009', message: 'Project file does not exist.', frames: [] },
  ]);
});
