import type { Trial } from '../trial';
import { PYTEST } from './pytest';

export const UNITTEST: Trial = {
  ...PYTEST,
  runner: 'unittest',
  triedWith: 'Python 3.11',
  fixture: 'unittest',
  lacks: {
    nested: 'unittest finds no classes in classes',
    parameters: 'a subtest is no test of its own',
    stray: 'unittest has no errors outside of tests: it blames a test for them',
  },
};
