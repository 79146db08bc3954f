import type { Trial } from '../trial';

export const PYTEST: Trial = {
  runner: 'pytest',
  triedWith: '9.2, Python 3.11',
  fixture: 'pytest',
  file: (name) => `tests/${name.replace(/([^/]*)$/, 'test_$1')}.py`,
  title: (words) => `test_${words.replaceAll(' ', '_')}`,
  lacks: { stray: 'pytest has no errors outside of tests: it blames a test for them.' },
};
