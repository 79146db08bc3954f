// Runs test files of Node's own runner in this thread. It runs inside the project under test: no dependencies, old syntax.
'use strict';

const runner = require('node:test');

const run = runner.run;

exports.load = async function load(setup) {
  const reporter = await import('./nodeTest.mjs');
  const patterns = setup.patterns.map((pattern) => new RegExp(pattern));
  const options = {
    isolation: 'none',
    testNamePatterns: patterns.length > 0 ? patterns : undefined,
  };
  return {
    // In the ordinary way each file has a process of its own.
    run: async function (paths, tell, forgetModules) {
      for (const path of paths) {
        forgetModules();
        process.argv[1] = path;
        await runFile(Object.assign({ files: [path] }, options), reporter.createTranslator(), tell);
      }
    },
  };
};

async function runFile(options, translate, tell) {
  for await (const event of run(options)) {
    if (event.type === 'test:summary') return;
    for (const line of translate(event)) {
      if (line.event === 'test' || line.event === 'parent') tell(line);
    }
  }
}
