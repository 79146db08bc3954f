import { describe, expect, test } from 'vitest';
import { ownTestsOf } from '../../../../src/core/guards/ownTests';
import { applyReply, isRefusal } from '../../../../src/core/revisions/applyReply';
import { readReply } from '../../../../src/core/prompting/readReply';
import { replyEdit as edit } from '../../../support/replyEdit';
import { syntax } from '../../../support/parseSource';

const python =
  'def add(a, b):\n    """Adds.\n\n    >>> add(1, 2)\n    3\n    >>> add(2,\n    ...     2)\n    4\n    """\n    return a - b\n';
const vitest =
  "export const add = (a: number, b: number) => a - b;\nif (import.meta.vitest) {\n  const { test, expect } = import.meta.vitest;\n  test('adds', () => {\n    expect(add(1, 2)).toBe(3);\n  });\n}\n";

async function result(path: string, text: string, reply: string): Promise<string> {
  const applied = await applyReply(readReply(reply).edits, {
    read: () => Promise.resolve(text),
    paths: new Set([path]),
    testFiles: new Set(),
    syntax,
    tests: 'locked',
  });
  return isRefusal(applied) ? applied.reason : 'applied';
}

describe('tests beside the code that they test', () => {
  test('are found', () => {
    expect(ownTestsOf('calc.py', python)).toBe(
      '    >>> add(1, 2)\n    3\n    >>> add(2,\n    ...     2)\n    4',
    );
    expect(ownTestsOf('add.ts', vitest)).toContain('toBe(3)');
    expect(ownTestsOf('add.ts', 'export const add = 1;\n')).toBe('');
  });

  test('stay as they are while the code is edited', async () => {
    expect(
      await result('calc.py', python, edit('calc.py', '    return a - b', '    return a + b')),
    ).toBe('applied');
    expect(await result('calc.py', python, edit('calc.py', '    3', '    -1'))).toBe('protected');
    expect(await result('add.ts', vitest, edit('add.ts', 'a - b', 'a + b'))).not.toBe('protected');
    expect(
      await result('add.ts', vitest, edit('add.ts', '    expect(add(1, 2)).toBe(3);', '')),
    ).toBe('protected');
  });
});

test('tests of Rust beside the code are found, in modules and in documentation', () => {
  const module = '#[cfg(test)]\nmod tests {\n    #[test]\n    fn adds() {\n    }\n}';
  const doc = '/// ```\n/// assert_eq!(add(1, 2), 3);\n/// ```';
  const code = 'pub fn add(a: i32, b: i32) -> i32 {\n    a - b\n}';
  expect(ownTestsOf('src/add.rs', `/// Adds.\n${doc}\n${code}\n\n${module}\n`)).toBe(
    `${doc}\n${module}`,
  );
  expect(ownTestsOf('src/add.rs', code)).toBe('');
});
