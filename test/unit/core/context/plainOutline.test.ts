import { describe, expect, test } from 'vitest';
import { plainImports } from '../../../../src/core/context/plainImports';
import { plainOutline } from '../../../../src/core/context/plainOutline';

/** Each function as `name first-last: calls`, with lines counted from 1. */
function draw(...lines: readonly string[]): readonly string[] {
  return plainOutline(lines.join('\n')).functions.map(({ name, startRow, endRow, calls }) =>
    `${name} ${startRow + 1}-${endRow + 1}: ${calls.join(' ')}`.trimEnd(),
  );
}

describe('plainOutline', () => {
  test('finds functions of Go, with their comments and calls', () => {
    expect(
      draw(
        'package cart',
        '',
        '// Total is the sum.',
        'func (c *Cart) Total(rate float64) int {',
        '\tfor _, item := range c.items {',
        '\t\tsum += price(item)',
        '\t}',
        '',
        '\treturn round(sum)',
        '}',
        '',
        'func price(i Item) int { return i.price }',
      ),
    ).toEqual(['Total 3-10: price round', 'price 12-12:']);
  });

  test('finds those of Rust and its modules', () => {
    expect(
      draw(
        'impl Cart {',
        '    pub(crate) fn total(&self) -> i64 {',
        '        self.items.iter().map(price).sum::<i64>()',
        '    }',
        '}',
      ),
    ).toEqual(['Cart 1-5: total iter map sum', 'total 2-4: iter map sum']);
  });

  test('finds classes and methods of Java and C#', () => {
    expect(
      draw(
        'public final class Cart {',
        '    @Override',
        '    public static int total(List<Item> items) throws IOException {',
        '        return sum(items);',
        '    }',
        '',
        '    int count()',
        '    {',
        '        return 1;',
        '    }',
        '}',
      ),
    ).toEqual(
      ['Cart 1-11: total sum', 'total 2-5: sum', 'count 7-10:'].map((line) =>
        line.startsWith('Cart') ? 'Cart 1-11: total sum count' : line,
      ),
    );
  });

  test('finds those of Ruby, PHP and C++', () => {
    expect(
      draw('class Cart', '  def total?(items)', '    items.sum(&:price)', '  end', 'end'),
    ).toEqual(['Cart 1-5: total? sum', 'total? 2-4: sum']);
    expect(
      draw(
        '    public function total(array $items): int',
        '    {',
        '        return add(1);',
        '    }',
      ),
    ).toEqual(['total 1-4: add']);
    expect(
      draw('int Cart::total(const Items& items) const {', '  return sum(items);', '}'),
    ).toEqual(['total 1-3: sum']);
  });

  test('takes no statement for a function', () => {
    expect(draw('  return total(items)', '  if (ready(x)) {', '  }', '  cart.add(item);')).toEqual(
      [],
    );
  });
});

test('plainImports: the files of the folder or package, then those that import lines name', () => {
  const paths = new Set([
    'src/main/java/shop/Cart.java',
    'src/main/java/shop/deep/Price.java',
    'src/main/java/other/Tax.java',
    'src/main/java/other/Unused.java',
    'src/test/java/shop/CartTest.java',
    'README.md',
  ]);
  const text = 'package shop;\nimport other.Tax;\n';
  expect(plainImports({ path: 'src/test/java/shop/CartTest.java', text }, paths)).toEqual([
    'src/main/java/shop/Cart.java',
    'src/main/java/other/Tax.java',
    'src/main/java/other/Unused.java',
  ]);
  const headers = new Set(['cart.h', 'cart.cc', 'tax.cc']);
  const file = { path: 'test/cart_test.cc', text: '#include "../cart.h"\n' };
  expect(plainImports(file, headers)).toEqual(['cart.h', 'cart.cc']);
});
