// What expressions come to in the scope of a module, as text that is equal for equal values. It runs inside the project
// under test: no dependencies, old syntax.
'use strict';

const fs = require('node:fs');
const nodePath = require('node:path');
const url = require('node:url');
const util = require('node:util');

const SCOPE = Symbol.for('fixpoint.scope');
// Behind a module's own text, whose names it sees.
const OPENING = "\n;globalThis[Symbol.for('fixpoint.scope')] = (code) => eval(code);\n";
const SHOWN = { depth: 6, sorted: true, breakLength: Infinity, maxArrayLength: 200 };
const MAX_TEXT = 10000;

// The changed texts, with a way into the scope of one of the files.
exports.opened = function opened(changes, path) {
  const texts = new Map(changes);
  const own = texts.has(path) ? texts.get(path) : fs.readFileSync(path, 'utf8');
  return texts.set(path, own + OPENING);
};

// Tells the values one by one; rejects when the module can't be loaded.
exports.evaluate = async function evaluate(path, expressions, tell) {
  process.argv[1] = path;
  await load(path);
  const evaluateIn = globalThis[SCOPE];
  for (const expression of expressions) tell(await valueOf(evaluateIn, expression));
};

async function load(path) {
  try {
    require(nodePath.resolve(path));
  } catch (error) {
    if (!/^ERR_REQUIRE_/.test(error && error.code)) throw error;
    await import(url.pathToFileURL(path).href);
  }
}

async function valueOf(evaluateIn, expression) {
  try {
    const value = await evaluateIn('(' + expression + ')');
    return { kind: 'value', text: util.inspect(value, SHOWN).slice(0, MAX_TEXT) };
  } catch (error) {
    return { kind: 'error', text: String((error && error.name) || error).slice(0, MAX_TEXT) };
  }
}
