import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const { withRequire } = createRequire(import.meta.url)('../../esbuild.pieces.js') as {
  withRequire: (text: string) => string;
};

test('VS Code is not copied into each module that uses it', () => {
  expect(withRequire('import * as vscode from "vscode";')).toBe('const vscode=require("vscode");');
  expect(withRequire('import*as a$1 from"vscode";')).toBe('const a$1=require("vscode");');
});

test('a piece is loaded in a turn of its own, the first one at once', () => {
  expect(withRequire('import("./extension-solve-AB12.js")')).toBe(
    'new Promise(setImmediate).then(()=>require("./extension-solve-AB12.js"))',
  );
  expect(withRequire('import("./extension-extension-AB12.js")')).toBe(
    'Promise.resolve().then(()=>require("./extension-extension-AB12.js"))',
  );
  expect(withRequire('import("node:fs")')).toBe('import("node:fs")');
});
