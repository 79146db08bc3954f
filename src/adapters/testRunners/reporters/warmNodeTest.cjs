// Runs test files of Node's own runner in this thread. It runs inside the project under test: no dependencies, old syntax.
'use strict';

const runner = require('node:test');

const run = runner.run;

exports.load = async function load(setup) {
  const reporter = await import('./nodeTest.mjs');
  const patterns = setup.patterns.map((pattern) => new RegExp(pattern));
  return {
    run: async function (path, tell) {
      const stream = run({
        files: [path],
        isolation: 'none',
        testNamePatterns: patterns.length > 0 ? patterns : undefined,
      });
      const translate = reporter.createTranslator();
      for await (const event of stream) {
        if (event.type === 'test:summary') return;
        for (const line of translate(event)) {
          if (line.event === 'test' || line.event === 'parent') tell(line);
        }
      }
    },
  };
};
