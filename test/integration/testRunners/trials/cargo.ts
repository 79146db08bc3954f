import type { Trial } from '../trial';

export const CARGO: Trial = {
  runner: 'cargo',
  triedWith: '1.95',
  fixture: 'cargo',
  file: (name) => `tests/${name}.rs`,
  title: (words) => words.replaceAll(' ', '_'),
  loopMs: 15_000,
  lacks: {
    hooks: 'Rust has no hooks.',
    loadBeside: 'cargo runs no test when one of the chosen targets does not compile.',
    stray: 'A panic outside of tests is one of a thread, which concerns no test.',
  },
};
