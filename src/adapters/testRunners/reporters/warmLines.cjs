// Which lines of the project each test runs in this thread, by the precise coverage of V8. It runs inside the project under
// test: no dependencies, old syntax.
'use strict';

const fs = require('node:fs');
const inspector = require('node:inspector');
const nodePath = require('node:path');
const freshModules = require('./freshModules.cjs');
const sourceLines = require('./sourceLines.cjs');

// Starts to count; modules that are loaded from here on are counted block by block.
exports.watch = function watch(root) {
  return new Lines(root);
};

class Lines {
  constructor(root) {
    this.root = root;
    this.session = new inspector.Session();
    this.scripts = new Map();
    this.open = new Map();
    // Whether all that was run could be told.
    this.isWhole = true;
    this.session.connect();
    this.ask('Profiler.enable');
    this.ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    this.ask('Debugger.enable');
    this.ask('Debugger.setSkipAllPauses', { skip: true });
  }

  // What runs from here until the test's end counts for it; tests that run at the same time can't be told apart.
  begin(test) {
    this.count();
    this.open.set(test, new Map());
  }

  // The test's line numbers by path relative to the root; undefined when it did not begin.
  end(test) {
    this.count();
    const lines = this.open.get(test);
    this.open.delete(test);
    return lines && Object.fromEntries(Array.from(lines, ([path, set]) => [path, sorted(set)]));
  }

  // Counts what ran since the last time.
  count() {
    try {
      const { result } = this.ask('Profiler.takePreciseCoverage');
      if (this.open.size > 0) result.forEach((script) => this.add(script));
    } catch (error) {
      this.isWhole = false;
    }
  }

  add(script) {
    const path = freshModules.ownPath(script.url, this.root);
    if (path === undefined) return;
    const source = this.sourceOf(script.scriptId, path);
    if (source === undefined) this.isWhole = false;
    else {
      const run = source.linesIn(script.functions);
      const name = nodePath.relative(this.root, path).split(nodePath.sep).join('/');
      if (run.size > 0) this.open.forEach((lines) => lines.set(name, union(lines.get(name), run)));
    }
  }

  sourceOf(id, path) {
    if (!this.scripts.has(id)) {
      const text = this.ask('Debugger.getScriptSource', { scriptId: id }).scriptSource;
      this.scripts.set(id, sourceLines.read(text, fs.readFileSync(path, 'utf8')));
    }
    return this.scripts.get(id);
  }

  // The answer comes at once.
  ask(method, parameters) {
    let answer;
    this.session.post(method, parameters, function (error, result) {
      if (error) throw new Error(error.message);
      answer = result;
    });
    return answer;
  }
}

function union(one, other) {
  return new Set(Array.from(one || []).concat(Array.from(other)));
}

function sorted(numbers) {
  return Array.from(numbers).sort((one, other) => one - other);
}
