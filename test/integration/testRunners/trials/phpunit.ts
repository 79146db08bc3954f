import type { Trial } from '../trial';

/** A file is named as its class, so its name has no spaces. */
export const PHPUNIT: Trial = {
  runner: 'phpunit',
  triedWith: '9.6, PHP 8.2',
  fixture: 'phpunit',
  file: (name) => `tests/${name.replace('späce ü', 'späce_ü')}Test.php`,
  title: (words) =>
    `test${words.replaceAll(/(?:^| )(.)/g, (_, first: string) => first.toUpperCase())}`,
  lacks: {
    loadPlace: 'PHP tells the line of a syntax error, not its column.',
    loadBeside: 'PHPUnit loads all files before it runs any.',
    stray: 'PHP has no errors outside of tests but those that end it.',
  },
};
