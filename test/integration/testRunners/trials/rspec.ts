import type { Trial } from '../trial';

export const RSPEC: Trial = {
  runner: 'rspec',
  triedWith: '3.12',
  fixture: 'rspec',
  file: (name) => `spec/${name}_spec.rb`,
  title: (words) => words,
  lacks: { stray: 'RSpec waits for no threads; errors outside of tests are those of hooks.' },
};
