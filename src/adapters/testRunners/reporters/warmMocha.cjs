// Runs test files with the project's own mocha in this thread. It runs inside the project under test: no dependencies, old
// syntax.
'use strict';

const fs = require('node:fs');
const nodePath = require('node:path');
const url = require('node:url');

exports.load = async function load(setup) {
  const parts = partsOf(setup.mochaFolder);
  importByAddress(parts.loader);
  const Mocha = require(setup.mochaFolder);
  const helpers = parts.of('lib/cli/run-helpers');
  const options = optionsFor(setup, parts);
  return {
    run: async function (paths, { tell, lines }) {
      const hooks = await helpers.handleRequires(options.require || [], { ignoredPlugins: [] });
      helpers.validateLegacyPlugin(options, 'ui', Mocha.interfaces);
      const mocha = new Mocha(Object.assign({}, options, hooks));
      const forgetGlobals = watchGlobals(mocha);
      mocha.files = (options.file || []).map((one) => nodePath.resolve(one)).concat(paths);
      try {
        await mocha.loadFilesAsync();
        await new Promise((resolve) => listen(mocha.run(resolve), tell, lines));
      } catch {
        // What does not load has no tests.
      }
      mocha.dispose();
      forgetGlobals();
    },
  };
};

function partsOf(folder) {
  const of = function (place) {
    const path = nodePath.join(folder, place);
    return require([path + '.cjs', path + '.js'].find((one) => fs.existsSync(one)));
  };
  const isOld = !fs.existsSync(nodePath.join(folder, 'lib/nodejs'));
  return { of: of, loader: of(isOld ? 'lib/esm-utils' : 'lib/nodejs/esm-utils') };
}

// A module that is required but written for import could never be loaded anew.
function importByAddress(loader) {
  const load = loader.requireOrImport;
  loader.requireOrImport = async function (file) {
    if (!nodePath.isAbsolute(file) || !isForImport(file)) return load.apply(this, arguments);
    const found = await import(url.pathToFileURL(file).href);
    return found.default || Object.assign({}, found, { default: undefined });
  };
}

function isForImport(file) {
  if (!/\.[cm]?[jt]s$/.test(file)) return false;
  if (/\.[cm][jt]s$/.test(file)) return /\.m[jt]s$/.test(file);
  for (let folder = nodePath.dirname(file); ; folder = nodePath.dirname(folder)) {
    try {
      const text = fs.readFileSync(nodePath.join(folder, 'package.json'), 'utf8');
      return JSON.parse(text).type === 'module';
    } catch {
      if (folder === nodePath.dirname(folder)) return false;
    }
  }
}

// The project's options without those that choose files, tests and the way to tell of them.
function optionsFor(setup, parts) {
  const options = Object.assign({}, parts.of('lib/cli/options').loadOptions(setup.flags));
  const isNodeFlag = parts.of('lib/cli/node-flags').isNodeFlag;
  const forNode = Object.keys(options).filter((one) => one !== 'require' && isNodeFlag(one));
  if (forNode.length > 0 || options['node-option'] || options.delay) {
    throw new Error('mocha has to be started anew for: ' + forNode.join(' '));
  }
  const unwanted =
    'spec _ grep g fgrep f invert i parallel p jobs j watch w reporter R reporter-option';
  for (const name of unwanted.split(' ')) delete options[name];
  for (const name of Object.keys(options)) {
    options[name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())] = options[name];
  }
  options.reporter = function () {};
  if (setup.pattern) options.grep = new RegExp(setup.pattern);
  return options;
}

// Functions such as `describe` are new ones for each run.
function watchGlobals(mocha) {
  let before = [];
  const added = new Set();
  mocha.suite.prependListener('pre-require', function () {
    before = Object.getOwnPropertyNames(globalThis);
  });
  mocha.suite.on('pre-require', function () {
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      if (!before.includes(name)) added.add(name);
    }
  });
  return function () {
    for (const name of added) delete globalThis[name];
  };
}

function listen(runner, tell, lines) {
  const told = new Set();
  const report = function (test, status, problems) {
    if (told.has(test)) return;
    told.add(test);
    tell({
      event: 'test',
      file: fileOf(test),
      suite: test.titlePath().slice(0, -1),
      name: test.title,
      status: status,
      durationMs: 0,
      problems: problems,
      lines: lines && lines.end(test),
    });
  };
  if (lines) runner.on('test', (test) => lines.begin(test));
  runner.on('pass', (test) => report(test, 'passed', []));
  runner.on('pending', (test) => report(test, 'skipped', []));
  runner.on('fail', function (failed, error) {
    const problem = { kind: 'throw', message: String(error && error.message) };
    if (failed.type === 'test') report(failed, 'failed', [problem]);
    // mocha leaves out the tests behind a broken hook.
    if (failed.type === 'hook') {
      failed.parent.eachTest(function (test) {
        if (!test.isPending() && runner._grep.test(test.fullTitle())) {
          report(test, 'failed', [problem]);
        }
      });
    }
  });
}

function fileOf(runnable) {
  for (let one = runnable; one; one = one.parent) if (one.file) return one.file;
  return undefined;
}
