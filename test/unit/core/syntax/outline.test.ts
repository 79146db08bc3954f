import { beforeAll, describe, expect, test } from 'vitest';
import type { Outline } from '../../../../src/core/syntax/outline';
import { outline } from '../../../../src/core/syntax/outline';
import { parseSource } from '../../../support/parseSource';
import { stillClock } from '../../../support/stillClock';

function drawFunctions({ functions }: Outline): string {
  return functions
    .map((span) => {
      const rows = `${String(span.startRow)}-${String(span.endRow)}`;
      return `${rows} ${span.qualifiedName} [${span.name}] -> ${span.calls.join(' ')}`;
    })
    .join('\n');
}

function drawImports({ imports }: Outline): string {
  return imports
    .map((name) => `${String(name.row)} ${name.local} = ${name.module}#${name.imported}`)
    .join('\n');
}

beforeAll(async () => {
  await Promise.all(['a.js', 'a.ts', 'a.tsx', 'a.py'].map((file) => parseSource(file, '')));
});

describe('functions', () => {
  test('JavaScript: declarations, arrows, methods and object methods have names and calls', async () => {
    const tree = await parseSource(
      'shop.js',
      `export function total(items) {
  return items.reduce((sum, item) => add(sum, item.price), 0);
}

export const add = (a, b) =>
  a + b;

class Cart {
  checkout() {
    return new Receipt(total(this.items));
  }
  clear = () => {};
}

const api = {
  open() { return fetch('/'); },
  close: function () {},
};

exports.load = async function () {
  function inner() {}
};

export default () => 1;
`,
    );
    expect(drawFunctions(await outline(tree, stillClock))).toMatchInlineSnapshot(`
      "0-2 total [total] -> reduce add
      4-5 add [add] -> 
      8-10 Cart.checkout [checkout] -> Receipt total
      11-11 Cart.clear [clear] -> 
      15-15 api.open [open] -> fetch
      16-16 api.close [close] -> 
      19-21 load [load] -> 
      20-20 load.inner [inner] -> 
      23-23 default [default] -> "
    `);
  });

  test('TypeScript: decorators and export belong to the function', async () => {
    const tree = await parseSource(
      'service.ts',
      `@Injectable()
export class Service {
  @Get('/')
  @Log
  public async list(page: number): Promise<Item[]> {
    return this.store.find<Item>(page);
  }

  private readonly close = (): void => stop();
}

export async function* pages(): AsyncGenerator<number> {
  yield 1;
}
`,
    );
    expect(drawFunctions(await outline(tree, stillClock))).toMatchInlineSnapshot(`
      "2-6 Service.list [list] -> find
      8-8 Service.close [close] -> stop
      11-13 pages [pages] -> "
    `);
  });

  test('tests are functions named by their titles, qualified by their groups', async () => {
    const tree = await parseSource(
      'cart.test.tsx',
      `describe('Cart', () => {
  beforeEach(() => reset());
  it('adds "two" items', async () => {
    const view = render(<Cart count={count()} />);
    expect(view.total()).toBe(2);
  });
  test.skip('it\\'s empty', function () { total([]); });
  test.each([1, 2])('each %s', (n) => twice(n));
});
test(title, () => {});
`,
    );
    expect(drawFunctions(await outline(tree, stillClock))).toMatchInlineSnapshot(`
      "2-5 Cart > adds "two" items [adds "two" items] -> render count toBe expect total
      6-6 Cart > it's empty [it's empty] -> total
      7-7 Cart > each %s [each %s] -> twice"
    `);
  });

  test('Python: functions, methods, nested functions, decorators and lambdas', async () => {
    const tree = await parseSource(
      'shop.py',
      `@cache
@app.route("/")
def total(items):
    def price(item):
        return lookup(item.id)
    return sum(price(i) for i in items)


class Cart:
    async def checkout(self):
        await self.store.save(Receipt(total(self.items)))

double = lambda x: twice(x)
`,
    );
    expect(drawFunctions(await outline(tree, stillClock))).toMatchInlineSnapshot(`
      "0-5 total [total] -> lookup sum price
      3-4 total.price [price] -> lookup
      9-10 Cart.checkout [checkout] -> save Receipt total
      12-12 double [double] -> twice"
    `);
  });

  test('a file that does not parse still gives the functions around the error', async () => {
    const tree = await parseSource(
      'broken.py',
      'def ok():\n    return 1\n\ndef bad(:\n    ret urn\n',
    );
    expect(tree.hasError).toBe(true);
    expect(drawFunctions(await outline(tree, stillClock))).toContain('ok [ok]');
  });
});

describe('imports', () => {
  test('JavaScript and TypeScript: every form of import and require', async () => {
    const tree = await parseSource(
      'a.ts',
      `import 'side-effect';
import base, { one, two as zwei } from './base';
import * as whole from "whole";
import type { Kind } from './kind';
import legacy = require('legacy');
const fs = require('node:fs');
const { join, sep: separator } = require('path');
const load = require('./loader').load;
const lazy = await import('./lazy');
const dynamic = require(name);
`,
    );
    expect(drawImports(await outline(tree, stillClock))).toMatchInlineSnapshot(`
      "1 base = ./base#default
      1 one = ./base#one
      1 zwei = ./base#two
      2 whole = whole#*
      3 Kind = ./kind#Kind
      4 legacy = legacy#*
      5 fs = node:fs#*
      6 join = path#join
      6 separator = path#sep
      7 load = ./loader#load
      8 lazy = ./lazy#*"
    `);
  });

  test('Python: import, from-import, aliases, relative and star imports', async () => {
    const tree = await parseSource(
      'a.py',
      `import os, shop.cart
import numpy as np
from shop.cart import total, add as plus
from . import sibling
from ..pkg import (
    thing,
)
from star import *
`,
    );
    expect(drawImports(await outline(tree, stillClock))).toMatchInlineSnapshot(`
      "0 os = os#*
      0 shop = shop.cart#*
      1 np = numpy#*
      2 total = shop.cart#total
      2 plus = shop.cart#add
      3 sibling = .#sibling
      4 thing = ..pkg#thing
      7 * = star#*"
    `);
  });
});
