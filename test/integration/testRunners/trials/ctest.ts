import type { Trial } from '../trial';

/** GoogleTest where a case needs tests in suites, else plain programs in C, because each project is built from nothing. */
export const CTEST: Trial = {
  runner: 'ctest',
  triedWith: '3.25, GoogleTest 1.12',
  fixture: 'ctest',
  file: (name) =>
    name === 'basic' || name === 'hook' ? `tests/${name}_test.cpp` : `tests/${name}.c`,
  title: (words) => words.replaceAll(/(?:^| )(.)/g, (_, first: string) => first.toUpperCase()),
  hasProcessPerTest: true,
  sharesProject: true,
  lacks: {
    frames: 'exceptions of C++ have no stack, and GoogleTest does not tell where they come from.',
    loadBeside: 'CTest would try the old build of what does not compile, so nothing is run then.',
    stray: 'an error outside of tests is blamed on the test whose program it ends.',
  },
};
