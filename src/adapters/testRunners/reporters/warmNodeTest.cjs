// Runs test files of Node's own runner in this thread. It runs inside the project under test: no dependencies, old syntax.
'use strict';

const nodePath = require('node:path');
const runner = require('node:test');

const run = runner.run;

exports.load = async function load(setup) {
  const reporter = await import('./nodeTest.mjs');
  const patterns = setup.patterns.map((pattern) => new RegExp(pattern));
  return {
    run: async function (file, tell) {
      const stream = run({
        files: [nodePath.join(setup.root, file)],
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
