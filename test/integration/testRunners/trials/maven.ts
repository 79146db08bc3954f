import type { Trial } from '../trial';

const CLASSES: Readonly<Record<string, string>> = {
  'naïve dir/späce ü': 'naïve_dir/SpäceÜTest',
};

export const MAVEN: Trial = {
  runner: 'maven',
  triedWith: '3.8, Surefire 3.5, JUnit 5.11',
  fixture: 'maven',
  file: (name) => {
    const known = CLASSES[name];
    const simple = `shop/${name.charAt(0).toUpperCase()}${name.slice(1)}Test`;
    return `src/test/java/${known ?? simple}.java`;
  },
  title: (words) => words.replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase()),
  built: ['target'],
  isSlow: true,
  silenceMs: 20_000,
  loopMs: 15_000,
  lacks: {
    loadBeside: 'all tests of a module are compiled together',
    hooks: 'Surefire reports the class whose preparation failed, without its tests',
    hangs: 'Surefire tells only the class that is running',
    stray: 'JUnit has no errors outside of tests',
  },
};
