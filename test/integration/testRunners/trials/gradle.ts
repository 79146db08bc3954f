import type { Trial } from '../trial';
import { MAVEN } from './maven';

/** Gradle 4.4 of Debian, which knows only JUnit 4. */
export const GRADLE: Trial = {
  ...MAVEN,
  runner: 'gradle',
  triedWith: '4.4, JUnit 4.13',
  fixture: 'gradle',
  built: ['build', '.gradle'],
  silenceMs: 30_000,
  lacks: {
    loadBeside: 'all tests of a module are compiled together',
    hooks: 'Gradle reports the class whose preparation failed, without its tests',
    nested: 'tried with JUnit 4, which has no suites in suites',
    parameters: 'tried with JUnit 4',
    stray: 'JUnit has no errors outside of tests',
  },
};
