import { describe, expect, test } from 'vitest';
import { fixMovedImport } from '../../../../../src/core/actions/autofix/fixMovedImport';
import { fixed } from './inScene';

async function corrected(
  message: string,
  files: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const [path = ''] = Object.keys(files);
  const problem = { kind: 'load', message } as const;
  return (await fixed(fixMovedImport, { files, path, problem }))?.text;
}

describe('correcting the import of a file that lies elsewhere', () => {
  test.each([
    [
      "Cannot find module 'src/tax.js' imported from src/cart.js",
      'src/cart.js',
      'import { tax } from "./tax.js";\n',
      'src/money/tax.js',
      'import { tax } from "./money/tax.js";\n',
    ],
    [
      "Cannot find module './util/tax' imported from src/cart.ts",
      'src/cart.ts',
      "import {\n  tax,\n} from './util/tax';\nexport * from './util/tax';\n",
      'lib/tax.ts',
      "import {\n  tax,\n} from '../lib/tax';\nexport * from '../lib/tax';\n",
    ],
    [
      "Cannot find module './tax'\nRequire stack:\n- a/b.cjs",
      'a/b.cjs',
      "const { tax } = require('./tax');\n",
      'a/c/tax.cjs',
      "const { tax } = require('./c/tax');\n",
    ],
    [
      "No module named 'shop.money'",
      'shop/cart.py',
      'from shop.price import p\nfrom shop.money.tax import tax\n',
      'shop/tax.py',
      'from shop.price import p\nfrom shop.tax import tax\n',
    ],
    [
      "No module named 'shop.tax'",
      'shop/cart.py',
      'from .tax import tax\n',
      'shop/money/tax.py',
      'from .money.tax import tax\n',
    ],
  ])('A55: %s', async (message, path, before, target, after) => {
    const files = { [path]: before, [target]: '', 'shop/price.py': '', 'shop/__init__.py': '' };
    expect(await corrected(message, files)).toBe(after);
  });

  test('leaves packages, files that exist twice, and other imports alone', async () => {
    const missing = "Cannot find module './tax' imported from a.ts";
    const code = "import { tax } from './tax';\n";
    expect(await corrected(missing, { 'a.ts': code, 'b/tax.ts': '', 'c/tax.ts': '' })).toBe(
      undefined,
    );
    expect(await corrected(missing, { 'a.ts': code, 'tests/tax.ts': '' })).toBeUndefined();
    expect(
      await corrected("Cannot find package 'tax' imported from a.ts", {
        'a.ts': "import { tax } from 'tax';\n",
        'b/tax.ts': '',
      }),
    ).toBeUndefined();
    expect(
      await corrected("Cannot find module './vat' imported from a.ts", {
        'a.ts': code,
        'b/vat.ts': '',
      }),
    ).toBeUndefined();
  });
});
