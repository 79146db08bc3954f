import type { Trial } from '../trial';

/** Written for whoever has .NET: it was not run yet, because the SDK can't be installed by a package manager. */
export const DOTNET: Trial & { readonly experimental: string } = {
  experimental: 'not run yet, read from reports written to the schema',
  runner: 'dotnet',
  triedWith: 'SDK 8, xunit 2.9',
  fixture: 'dotnet',
  file: (name) =>
    name.includes('/')
      ? `tests/${name}Tests.cs`
      : `tests/${name.charAt(0).toUpperCase()}${name.slice(1)}Tests.cs`,
  title: (words) => words.replaceAll(/(?:^| )(.)/g, (_, first: string) => first.toUpperCase()),
  isSlow: true,
  loopMs: 40_000,
  lacks: {
    loadBeside: 'all tests of a project are compiled together',
    hooks:
      'xunit prepares tests in the constructor of their class, whose errors are those of the test',
    hangs: 'VSTest tells of a test when it has ended',
    stray: '.NET ends the process of the tests on an error outside of them',
  },
};
