import { describe, expect, test } from 'vitest';
import { appliedTexts as apply } from '../../../support/applyEdits';
import { replyEdit as edit } from '../../../support/replyEdit';

describe('applying a reply', () => {
  test('replaces the exact lines', async () => {
    expect(await apply(edit('src/twice.js', 'y();', 'z();'))).toEqual({
      'src/twice.js': 'x();\nz();\nx();\n',
    });
  });

  test('fault 28: keeps CRLF, also for added lines', async () => {
    const reply = edit('src/dos.js', 'let b = 2;', 'let b = 4;\nlet d = 5;');
    expect(await apply(reply)).toEqual({
      'src/dos.js': 'let a = 1;\r\nlet b = 4;\r\nlet d = 5;\r\nlet c = 3;\r\n',
    });
  });

  test('faults 29, 31: keeps a byte order mark and a missing final newline', async () => {
    const reply = edit('src/bom.js', 'let a = 1;\nlet b = 2;', 'let a = 3;\nlet b = 4;');
    expect(await apply(reply)).toEqual({ 'src/bom.js': '\uFEFFlet a = 3;\nlet b = 4;' });
  });

  test('adds a line after a last line without newline', async () => {
    const reply = edit('src/bom.js', 'let b = 2;', 'let b = 2;\nlet c = 3;');
    expect(await apply(reply)).toEqual({
      'src/bom.js': '\uFEFFlet a = 1;\nlet b = 2;\nlet c = 3;',
    });
  });

  test('finds lines with other indentation and moves the new lines to it', async () => {
    const reply = edit(
      'src/cart.py',
      'for item in items:\n    n += 1',
      'for item in items:\n    n += item\n    check(n)',
    );
    expect(await apply(reply)).toEqual({
      'src/cart.py':
        'def total(items):\n    n = 0\n    for item in items:\n        n += item\n        check(n)\n    return n\n',
    });
  });

  test('fault 13: refuses lines that stand at two places', async () => {
    expect(await apply(edit('src/twice.js', 'x();', 'w();'))).toBe(
      'does-not-apply: The edit of src/twice.js does not apply: the SEARCH lines stand at 2 places (lines 1, 3); add lines that make them unique.',
    );
  });

  test('fault 13: refuses lines that are not there and shows the nearest', async () => {
    expect(await apply(edit('src/cart.py', '    for item in items:\n        n += 2', 'pass'))).toBe(
      'does-not-apply: The edit of src/cart.py does not apply: the SEARCH lines are not in the file; the nearest, from line 3:\n    for item in items:\n        n += 1.',
    );
  });

  test('fault 14: refuses edits that overlap', async () => {
    const reply =
      edit('src/dos.js', 'let a = 1;\nlet b = 2;', 'let a = 9;') +
      edit('src/dos.js', 'let b = 2;\nlet c = 3;', 'let c = 9;');
    expect(await apply(reply)).toMatch(/two edits change the same lines/);
  });

  test('fault 16: creates a file from an empty search, and never over an existing one', async () => {
    expect(await apply(edit('src/new.js', '', 'let a;'))).toEqual({ 'src/new.js': 'let a;\n' });
    expect(await apply(edit('src/dos.js', '', 'let a;'))).toMatch(/the file exists already/);
  });

  test('refuses to change lines of a file that does not exist', async () => {
    expect(await apply(edit('src/none.js', 'x();', 'y();'))).toBe(
      'does-not-apply: The edit of src/none.js does not apply: there is no such file; ask for it with NEED, or create it with an empty SEARCH.',
    );
  });

  test.each([
    '../evil.js',
    '/etc/passwd',
    '~/.bashrc',
    'C:\\x.js',
    'a/../../b.js',
    'file:///etc/passwd',
    'src/%2e%2e/x.js',
    'src/nul',
    'a\u200b.js',
  ])('refuses to leave the workspace by %s', async (path) => {
    expect(await apply(edit(path, '', 'x'))).toMatch(
      /^outside-workspace: The path .* only files inside the workspace/,
    );
  });

  test.each([
    'test/cart.test.js',
    'checks/cart.js',
    'test/package.json',
    'package.json',
    '.github/workflows/ci.yml',
    '.GIT/hooks/pre-commit',
    'vitest.config.ts',
    'src/conftest.py',
    'pnpm-lock.yaml',
    'pytest.toml',
    'shop/tests.py',
    'vitest.setup.ts',
    'vitest.workspace.ts',
    'src/setupTests.ts',
    'sitecustomize.py',
    'pytest.py',
    'e2e/login.ts',
    'cypress.config.ts',
  ])('refuses to edit %s', async (path) => {
    expect(await apply(edit(path, 'test();', 'skip();'))).toMatch(/^protected: .* is read-only/);
  });
});
