// Modules of the project that are loaded anew for each check, with changed texts in place of the files' own; dependencies
// stay loaded. It runs inside the project under test: no dependencies, old syntax.
'use strict';

const fs = require('node:fs');
const Module = require('node:module');
const nodePath = require('node:path');
const url = require('node:url');

const readFile = fs.readFileSync;
const DEPENDENCY = /[\\/]node_modules[\\/]/;

exports.ownPath = ownPath;

const state = {
  root: undefined,
  changes: new Map(),
  served: new Set(),
  read: new Set(),
  failed: false,
  isStuck: false,
  round: 0,
};

// This file is preloaded, so that loaders of the project that translate are given the changed text.
Module.registerHooks({
  load: function (address, context, next) {
    const path = state.root && ownPath(address, state.root);
    state.read.delete(path);
    const loaded = next(address, context);
    if (path === undefined) return loaded;
    if (loaded.format === 'module' && isRequire(context)) state.isStuck = true;
    if (!state.changes.has(path)) return loaded;
    state.served.add(path);
    // A loader that translates has read the changed text.
    if (state.read.has(path)) return loaded;
    if (isTransformed(loaded.source, path)) state.failed = true;
    return Object.assign({}, loaded, { source: state.changes.get(path) });
  },
});
serveReads();

exports.install = function install(root) {
  state.root = root;
  Module.registerHooks({
    resolve: function (specifier, context, next) {
      const found = next(specifier, context);
      // What is required is forgotten by its path; what is imported, only by its address.
      if (isRequire(context) || !ownPath(found.url, root)) return found;
      return Object.assign({}, found, { url: withRound(found.url, state.round) });
    },
  });
  return {
    // From here on these texts count, by real absolute path.
    begin: function (changes) {
      state.changes = changes;
      state.served = new Set();
      state.failed = false;
    },
    // The next load of each module is its first.
    forget: function () {
      state.round++;
      const prefix = root + nodePath.sep;
      for (const path of Object.keys(Module._cache)) {
        if (isOwn(path, prefix)) delete Module._cache[path];
      }
    },
    // Whether a module can't be forgotten, because Node keeps what is required but written for import.
    isStuck: function () {
      return state.isStuck;
    },
    // Whether all changed texts were seen by the tests, as far as modules go.
    isServed: function () {
      return (
        !state.failed && Array.from(state.changes.keys()).every((path) => state.served.has(path))
      );
    },
  };
};

// Loaders that translate read files themselves.
function serveReads() {
  fs.readFileSync = function (path, options) {
    const text = state.changes.size > 0 ? state.changes.get(path) : undefined;
    if (text === undefined) return readFile.apply(this, arguments);
    state.read.add(path);
    state.served.add(path);
    const encoding = options && (options.encoding || options);
    return typeof encoding === 'string' ? text : Buffer.from(text);
  };
  Module.syncBuiltinESMExports();
}

function isRequire(context) {
  return context.conditions !== undefined && Array.from(context.conditions).includes('require');
}

function withRound(address, round) {
  const at = address.indexOf('#');
  const [head, tail] = at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at)];
  return head + (head.includes('?') ? '&' : '?') + 'fixpoint=' + round + tail;
}

// The path of a file of the project that is loaded from an address; undefined for a dependency.
function ownPath(address, root) {
  if (!address.startsWith('file:')) return undefined;
  const path = url.fileURLToPath(address.replace(/[?#].*$/, ''));
  return isOwn(path, root + nodePath.sep) ? path : undefined;
}

function isOwn(path, prefix) {
  return path.startsWith(prefix) && !DEPENDENCY.test(path.slice(prefix.length - 1));
}

// A loader that translates elsewhere has read the file itself, so the changed text would be loaded untranslated.
function isTransformed(source, path) {
  if (source === undefined || source === null) return false;
  const text = typeof source === 'string' ? source : Buffer.from(source).toString('utf8');
  return text !== readFile(path, 'utf8');
}
