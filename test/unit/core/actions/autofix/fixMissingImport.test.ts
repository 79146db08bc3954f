import { describe, expect, test } from 'vitest';
import { fixMissingImport } from '../../../../../src/core/actions/autofix/fixMissingImport';
import { fixed } from './inScene';

type Files = Readonly<Record<string, string>>;

/** The new text of the first file after its code missed the name. */
async function importing(name: string, files: Files): Promise<string | undefined> {
  const [path = ''] = Object.keys(files);
  const problem = path.endsWith('.py')
    ? { name: 'NameError', message: `name '${name}' is not defined` }
    : { name: 'ReferenceError', message: `${name} is not defined` };
  return (await fixed(fixMissingImport, { files, path, problem }))?.text;
}

const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join('');

describe('importing what the workspace exports', () => {
  test('A55: a missing import of the one file that exports the name is added behind the last import', async () => {
    const fix = await fixed(fixMissingImport, {
      files: {
        'src/cart.ts': lines("import { a } from './a';", '', 'export const b = () => tax(a);'),
        'src/a.ts': 'export const a = 1;\n',
        'src/money/tax.ts': 'export function tax(n: number) { return n; }\n',
        'src/other.ts': "import { tax } from './money/tax';\nexport { tax } from './money/tax';\n",
        'test/tax.ts': 'export const tax = 1;\n',
      },
      path: 'src/cart.ts',
      problem: { name: 'ReferenceError', message: 'tax is not defined' },
    });
    expect(fix).toEqual({
      text: lines(
        "import { a } from './a';",
        "import { tax } from './money/tax';",
        '',
        'export const b = () => tax(a);',
      ),
      explanation:
        'src/cart.ts uses tax without importing it; it is imported from ./money/tax now.',
    });
  });

  test('the ending follows the other imports of the file, or else of the tests', async () => {
    const tax = { 'src/tax.ts': 'export default function tax() {}\n' };
    const start = 'export const b = () => tax();\n';
    const own = `import { a } from './a.js';\n${start}`;
    expect(await importing('tax', { 'src/b.ts': own, 'src/a.ts': '', ...tax })).toBe(
      `import { a } from './a.js';\nimport tax from './tax.js';\n${start}`,
    );
    const likeTests = { 'test/b.test.ts': "import { b } from '../src/b.ts';\n" };
    expect(await importing('tax', { 'src/b.ts': start, ...tax, ...likeTests })).toBe(
      `import tax from './tax.ts';\n\n${start}`,
    );
    expect(await importing('tax', { 'src/b.ts': start, ...tax })).toBe(
      `import tax from './tax';\n\n${start}`,
    );
  });

  test('a name joins those that are imported from the same file', async () => {
    const files = {
      'src/b.ts': "import type { T } from './tax';\nimport { vat } from './tax'\nvat(tax)\n",
      'src/tax.ts': 'export const tax = 1, vat = 2;\n',
    };
    expect(await importing('tax', files)).toContain("import { vat, tax } from './tax'\n");
  });

  test('CommonJS files require, directives stay first, and a whole module gets its name', async () => {
    const files = {
      'lib/b.js': lines(
        '#!/usr/bin/env node',
        "'use strict'",
        "const fs = require('fs')",
        '',
        'module.exports = () => Cart(fs)',
      ),
      'lib/cart.js': 'function Cart() {}\nmodule.exports = Cart;\n',
    };
    expect(await importing('Cart', files)).toBe(
      files['lib/b.js'].replace("('fs')\n", "('fs')\nconst Cart = require('./cart.js')\n"),
    );
    const named = {
      'lib/b.js': "'use strict';\nexports.b = () => vat;\n",
      'lib/cart.js': 'module.exports = { vat: 1 };\n',
    };
    expect(await importing('vat', named)).toBe(
      "'use strict';\n\nconst { vat } = require('./cart.js');\n\nexports.b = () => vat;\n",
    );
  });

  test('Python imports by the package, relatively, or by the file, as the code does', async () => {
    const tax = { 'shop/tax.py': 'def tax(n):\n    return n\n', 'shop/__init__.py': '' };
    const code = 'def total():\n    return tax(1)\n';
    const absolute = `from shop.price import price\n${code}`;
    const price = { 'shop/price.py': 'def price(): pass\n' };
    expect(await importing('tax', { 'shop/cart.py': absolute, ...tax, ...price })).toBe(
      `from shop.price import price\nfrom shop.tax import tax\n${code}`,
    );
    expect(
      await importing('tax', { 'shop/cart.py': `from .price import price\n${code}`, ...tax }),
    ).toContain('from .tax import tax\n');
    expect(await importing('tax', { 'shop/cart.py': code, ...tax })).toBe(
      `from .tax import tax\n\n${code}`,
    );
    expect(
      await importing('tax', {
        'shop/cart.py': code,
        ...tax,
        'tests/test_cart.py': 'from shop.cart import total\n',
      }),
    ).toBe(`from shop.tax import tax\n\n${code}`);
    expect(await importing('Tax', { 'cart.py': 'Tax()\n', 'tax.py': 'class Tax: pass\n' })).toBe(
      'from tax import Tax\n\nTax()\n',
    );
  });

  test('nothing is imported when several files have the name, none, a test, or the file itself', async () => {
    const code = 'export const b = () => tax();\n';
    const one = 'export const tax = () => 1;\n';
    expect(await importing('tax', { 'b.ts': code, 'c.ts': one, 'd.ts': one })).toBeUndefined();
    expect(await importing('tax', { 'b.ts': code, 'tests/c.ts': one })).toBeUndefined();
    expect(await importing('tax', { 'b.ts': code })).toBeUndefined();
    expect(await importing('tax', { 'b.ts': `${code}let tax;\n`, 'c.ts': one })).toBeUndefined();
    expect(await importing('other', { 'b.ts': code, 'c.ts': one })).toBeUndefined();
    expect(await importing('path', { 'b.ts': 'path.a;\n', 'c.ts': 'export const path = 1' })).toBe(
      undefined,
    );
  });

  test('an assertion that speaks of missing names is no complaint', async () => {
    const fix = await fixed(fixMissingImport, {
      files: { 'b.ts': 'tax;\n', 'c.ts': 'export const tax = 1;\n' },
      path: 'b.ts',
      problem: { name: 'AssertionError', message: 'expected "tax is not defined" to be ""' },
    });
    expect(fix).toBeUndefined();
  });
});

describe('importing what the standard library has', () => {
  test.each([
    ['math', 'x = math.pi\n', 'import math\n\nx = math.pi\n'],
    ['Counter', 'x = Counter()\n', 'from collections import Counter\n\nx = Counter()\n'],
    ['datetime', 'x = datetime.now()\n', 'from datetime import datetime\n\nx = datetime.now()\n'],
    ['datetime', 'x = datetime.date.today()\n', 'import datetime\n\nx = datetime.date.today()\n'],
    ['time', 'x = time\n', undefined],
    [
      'Path',
      'from pathlib import (\n    PurePath,\n)\nPath()\n',
      'from pathlib import (\n    PurePath, Path,\n)\nPath()\n',
    ],
  ])('A55: Python %s in %j', async (name, before, after) => {
    expect(await importing(name, { 'a.py': before })).toBe(after);
  });

  test('A55: Python keeps its first lines, docstring and imports from the future first', async () => {
    const before = lines(
      '#!/usr/bin/env python',
      '# -*- coding: utf-8 -*-',
      '"""Doc',
      'string."""',
      'from __future__ import annotations',
      '# About f.',
      'def f(): return re.match',
    );
    expect(await importing('re', { 'a.py': before })).toBe(
      before.replace('annotations\n', 'annotations\nimport re\n'),
    );
    expect(await importing('re', { 'a.py': '"""Doc."""\ndef f(): return re.A\n' })).toBe(
      '"""Doc."""\n\nimport re\n\ndef f(): return re.A\n',
    );
  });

  test.each([
    ['path', 'export const a = path.sep;', "import * as path from 'node:path';\n\n"],
    ['assert', 'export const a = () => assert(1);', "import assert from 'node:assert';\n\n"],
    [
      'randomUUID',
      'export const a = randomUUID();',
      "import { randomUUID } from 'node:crypto';\n\n",
    ],
    ['path', 'exports.a = path.sep;', "const path = require('node:path');\n\n"],
    [
      'readFileSync',
      'exports.a = readFileSync("a");',
      'const { readFileSync } = require("node:fs");\n\n',
    ],
  ])('A55: Node %s in %j', async (name, code, added) => {
    expect(await importing(name, { 'a.js': code })).toBe(added + code);
  });

  test('A55: a byte order mark, a notice and CRLF stay as they are', async () => {
    const bom = '\ufeffexport const a = os.EOL;\r\n';
    expect(await importing('os', { 'a.ts': bom })).toBe(
      "\ufeffimport * as os from 'node:os';\r\n\r\nexport const a = os.EOL;\r\n",
    );
    const notice = '// Licence: MIT\n\n/** A. */\nexport const a = os.EOL;\n';
    expect(await importing('os', { 'a.ts': notice })).toBe(
      notice.replace('MIT\n', "MIT\n\nimport * as os from 'node:os';\n"),
    );
  });
});
