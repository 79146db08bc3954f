import type { Trial } from '../trial';

/** A folder is a package of its own, and may be named with letters of ASCII only. */
export const GO: Trial = {
  runner: 'go',
  triedWith: '1.26',
  fixture: 'go',
  loopMs: 15_000,
  file: (name) =>
    name.includes('ü') ? 'tests/unicode/naïve späce ü_test.go' : `tests/${name}/${name}_test.go`,
  title: (words) =>
    `Test${words.replaceAll(/(?:^| )(.)/g, (_, first: string) => first.toUpperCase())}`,
  lacks: {
    hooks: 'Go has no hooks; a panic in TestMain keeps the whole package from being run.',
  },
};
