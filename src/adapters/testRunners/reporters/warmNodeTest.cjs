// Runs test files of Node's own runner in this thread. It runs inside the project under test: no dependencies, old syntax.
'use strict';

const runner = require('node:test');
const timers = require('node:timers/promises');

// Kept from here, because tests may replace them.
const run = runner.run;
const nextTurn = timers.setImmediate;

exports.load = async function load(setup) {
  const reporter = await import('./nodeTest.mjs');
  const patterns = setup.patterns.map((pattern) => new RegExp(pattern));
  const options = {
    isolation: 'none',
    testNamePatterns: patterns.length > 0 ? patterns : undefined,
  };
  return {
    // In the ordinary way each file has a process of its own.
    run: async function (paths, { tell, forgetModules, lines }) {
      for (const path of paths) {
        forgetModules();
        process.argv[1] = path;
        const events = run(Object.assign({ files: [path] }, options));
        const linesOf = lines ? watchTests(events, lines) : () => undefined;
        await tellOf(events, reporter.createTranslator(), (line, data) => {
          tell(Object.assign(line, { lines: linesOf(data) }));
        });
        // A file ends when its thread would, which thus needs something to go on with.
        await nextTurn();
      }
    },
  };
};

async function tellOf(events, translate, tell) {
  for await (const event of events) {
    if (event.type === 'test:summary') return;
    for (const line of translate(event)) {
      if (line.event === 'test' || line.event === 'parent') tell(line, event.data);
    }
  }
}

// Listeners hear of a test at once, readers of the events only later. Returns what each test that is told of has run.
function watchTests(events, lines) {
  const open = new Map();
  const done = new Map();
  events.on('test:dequeue', function (data) {
    const test = {};
    push(open, keyOf(data), test);
    lines.begin(test);
  });
  events.on('test:complete', function (data) {
    const test = shift(open, keyOf(data));
    if (test) push(done, keyOf(data), lines.end(test));
  });
  return (data) => shift(done, keyOf(data));
}

// Tests of a loop have it in common; they begin, end and are told of in one order.
function keyOf(data) {
  return JSON.stringify([data.file, data.line, data.column, data.nesting, data.name]);
}

function push(lists, key, value) {
  lists.set(key, (lists.get(key) || []).concat(value));
}

function shift(lists, key) {
  const list = lists.get(key) || [];
  lists.set(key, list.slice(1));
  return list[0];
}
