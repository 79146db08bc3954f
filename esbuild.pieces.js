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

module.exports = { withRequire };
