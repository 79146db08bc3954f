import { describe, expect, test } from 'vitest';
import { fixBrackets } from '../../../../../src/core/actions/autofix/fixBrackets';
import { fixColon } from '../../../../../src/core/actions/autofix/fixColon';
import { fixIndentation } from '../../../../../src/core/actions/autofix/fixIndentation';
import { fileEditBetween } from '../../../../../src/core/revisions/applyRevision';
import { fixed } from './inScene';

describe('making indentation uniform', () => {
  const indented = async (text: string, name = 'TabError'): Promise<string | undefined> => {
    const problem = { kind: 'load', name, message: 'inconsistent use of tabs and spaces' } as const;
    return (await fixed(fixIndentation, { files: { 'a.py': text }, path: 'a.py', problem }))?.text;
  };

  test('A55: the style of most lines wins, and strings keep their tabs', async () => {
    const text = 'def f(x):\n    if x:\n\treturn """\n\tdata"""\n    return 2\n';
    expect(await indented(text)).toBe(text.replace('\treturn', '        return'));
    const flat = 'def f(x):\n    a = 1\n\tb = 2\n    return a + b\n';
    expect(await indented(flat)).toBe(flat.replace('\t', '    '));
  });

  test('A55: spaces become tabs where tabs rule', async () => {
    expect(await indented('def f(x):\n\tif x:\n        return 1\n\treturn 2\n')).toBe(
      'def f(x):\n\tif x:\n\t\treturn 1\n\treturn 2\n',
    );
  });

  test('leaves uniform files alone', async () => {
    expect(await indented('def f(x):\n    return 1\n')).toBeUndefined();
  });
});

describe('closing a bracket', () => {
  const closed = async (
    path: string,
    before: string,
    after: string,
  ): Promise<string | undefined> => {
    const edit = fileEditBetween(path, before, after);
    const edits = edit === undefined ? [] : [edit];
    const problem = { kind: 'load', name: 'SyntaxError', message: 'invalid syntax' } as const;
    return (await fixed(fixBrackets, { files: { [path]: after }, path, problem, edits }))?.text;
  };

  test('A55: at the end of the edited lines, before the semicolon', async () => {
    expect(
      await closed(
        'a.ts',
        'f(1);\nfunction g() {\n  return 1;\n}\n',
        'f(g(1);\nfunction g() {\n  return 1;\n}\n',
      ),
    ).toBe('f(g(1));\nfunction g() {\n  return 1;\n}\n');
    expect(
      await closed(
        'a.py',
        'def f():\n    return 1\n\nf()\n',
        'def f():\n    return [1, (2)\n\nf()\n',
      ),
    ).toBe('def f():\n    return [1, (2)]\n\nf()\n');
  });

  test('A55: a brace on a line of its own', async () => {
    expect(
      await closed(
        'a.js',
        'function f(x) {\n  return x;\n}\nf();\n',
        'function f(x) {\n  if (x) {\n    return 1;\n  return x;\n}\nf();\n',
      ),
    ).toBe('function f(x) {\n  if (x) {\n    return 1;\n  }\n  return x;\n}\nf();\n');
  });

  test('gives up when more than one bracket is missing', async () => {
    expect(await closed('a.js', 'f();\n', 'f(g(h(1;\n')).toBeUndefined();
    expect(await closed('a.js', 'f();\n', 'f(1);\n')).toBeUndefined();
  });
});

describe('adding a colon', () => {
  const added = async (text: string, line: number): Promise<string | undefined> => {
    const frames = [{ file: 'a.py', line }];
    const problem = { kind: 'load', name: 'SyntaxError', message: "expected ':'", frames } as const;
    return (await fixed(fixColon, { files: { 'a.py': text }, path: 'a.py', problem }))?.text;
  };

  test('behind the head of a block, before its comment', async () => {
    expect(await added('def f(x)\n    return x\n', 1)).toBe('def f(x):\n    return x\n');
    const text = 'def f(x):\n    if x  # seldom\n        return 1\n    return 2\n';
    expect(await added(text, 2)).toBe(text.replace('if x', 'if x:'));
  });

  test('nowhere else', async () => {
    expect(await added('def f(x):\n    return x +\n', 2)).toBeUndefined();
    expect(await added('def f(x):\n    return x\n', 1)).toBeUndefined();
  });
});
