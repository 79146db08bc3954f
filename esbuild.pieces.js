// Turns the pieces that esbuild cuts the extension into, which are ES modules, into what VS Code loads.

/** Only imports of pieces are turned into `require`: inside a package that word may mean something else. */
const IMPORT_OF_PIECE = /\bimport\(("\.\/extension-[^"]+")\)/g;
/** Each piece is loaded in a turn of its own, but for the first one, because activation does not wait for others. */
const FIRST_PIECE = /extension-extension-/;
/** Each of a hundred modules would get a copy of the whole interface of VS Code, property by property. */
const IMPORT_OF_VSCODE = /\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode"/g;

/** The text of a piece with `require` where it imports on demand, or imports VS Code. */
function withRequire(text) {
  return text
    .replaceAll(IMPORT_OF_PIECE, (_, piece) => {
      const start = FIRST_PIECE.test(piece) ? 'Promise.resolve()' : 'new Promise(setImmediate)';
      return `${start}.then(()=>require(${piece}))`;
    })
    .replaceAll(IMPORT_OF_VSCODE, 'const $1=require("vscode")');
}

/**
 * The pieces that are loaded at the start, as one file: `texts` are CommonJS by file name, `entry` is the name of the
 * first. Node takes most of a millisecond for each file it loads, whatever is in it, and VS Code looks up for each
 * `require("vscode")` which extension asks.
 */
function inOneFile(texts, entry) {
  const pieces = [...texts].map(
    ([name, text]) =>
      `${JSON.stringify(`./${name}`)}:(function(exports,require,module){${text}\n})`,
  );
  return `"use strict";const pieces={${pieces.join(',')}},loaded={};
function load(name){
if(loaded[name])return loaded[name].exports;
if(Object.hasOwn(pieces,name))pieces[name]((loaded[name]={exports:{}}).exports,load,loaded[name]);
else if(name.startsWith("./"))return require(name);
else loaded[name]={exports:require(name)};
return loaded[name].exports}
module.exports={...load("./${entry}"),load};`;
}

/** What stands in the place of a piece that is inside the file of the start, for pieces that are loaded later. */
function reference(name, entry) {
  return `module.exports=require("./${entry}").load("./${name}");`;
}

/** The files of the entries and what they import at once, not on demand, by esbuild's metafile. */
function loadedAtOnce(entries, outputs) {
  const isEntry = (file) => entries.includes(outputs[file].entryPoint);
  const found = new Set(Object.keys(outputs).filter(isEntry));
  for (const each of found) {
    for (const { path, kind } of outputs[each].imports) {
      if (kind === 'import-statement' && path in outputs) found.add(path);
    }
  }
  return [...found];
}

module.exports = { withRequire, inOneFile, reference, loadedAtOnce };
