import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporaryFolder';
import { writeFiles } from '../support/writeFiles';

const { withRequire, inOneFile, reference } = createRequire(import.meta.url)(
  '../../esbuild.pieces.js',
) as {
  withRequire: (text: string) => string;
  inOneFile: (texts: ReadonlyMap<string, string>, entry: string) => string;
  reference: (name: string, entry: string) => string;
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

test('the pieces of the start lie in one file, and later ones share them', () => {
  const root = temporaryFolder();
  const start = new Map([
    [
      'start.js',
      'exports.count=require("./shared.js").count;exports.later=()=>require("./later.js")',
    ],
    ['shared.js', 'let n=0;exports.count=()=>++n // without a line end'],
  ]);
  writeFiles(root, {
    'start.js': inOneFile(start, 'start.js'),
    'shared.js': reference('shared.js', 'start.js'),
    'later.js': 'exports.count=require("./shared.js").count',
  });
  const { count, later } = createRequire(import.meta.url)(join(root, 'start.js')) as {
    count: () => number;
    later: () => { count: () => number };
  };
  expect([count(), later().count(), count()]).toEqual([1, 2, 3]);
});
