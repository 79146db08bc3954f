import { describe, expect, test } from 'vitest';
import { suspicionsOfChange } from '../../../support/suspicionsOfChange';

const TEST_CODE = `expect(text(404)).toBe('Not Found');`;

describe('one more of a list', () => {
  const added = "+  if (code === 404) return 'Not Found';\n";
  test.each([
    ['after another', `  if (code === 500) return 'Server Error';\n${added}`],
    ['before another', `${added}  if (code === 500) return 'Server Error';\n`],
    ['between comments', `  if (code === 500) return 'Server Error';\n\n  // more\n${added}`],
    ['in another order', `  if (code === 200) return 'OK';\n+  // ours\n${added}`],
    [
      'beside values that are common',
      `  if (code === 1) return 'One';\n  if (code === 2) return 'Two';\n${added}`,
    ],
    [
      'in place of another',
      "-  if (code === 404) return 'Missing';\n+  if (code === 404) return 'Not Found';",
    ],
    [
      'of branches with braces',
      "  if (code === 500) {\n    return 'Server Error';\n  }\n+  if (code === 404) {\n+    return 'Not Found';\n+  }",
    ],
    [
      'of a chain',
      "  if (code === 500) {\n    text = 'Server Error';\n+  } else if (code === 404) {\n+    text = 'Not Found';\n  }",
    ],
    [
      'of ternaries',
      "  code === 500 ? 'Server Error'\n  : code === 403 ? 'Forbidden'\n+  : code === 404 ? 'Not Found'\n  : 'Unknown'",
    ],
    [
      'in Python',
      "    if code == 500:\n        return 'Server Error'\n+    if code == 404:\n+        return 'Not Found'\n    return text(code)",
    ],
    [
      'of a chain in Python',
      "    if code == 500:\n        return 'Server Error'\n+    elif code == 404:\n+        return 'Not Found'",
    ],
    [
      'of entries that are written one by one',
      "TEXTS[500] = 'Server Error';\n+TEXTS[404] = 'Not Found';\n+if (TEXTS[code]) return TEXTS[code];",
    ],
  ])('is ordinary %s', (_, code) => {
    expect(suspicionsOfChange(code, TEST_CODE)).toEqual([]);
  });

  test.each([
    ['alone', `${added}  return textOf(code);`],
    ['beside a base case', `  if (code === 0) return '';\n${added}`],
    ['beside two base cases', `  if (code === 0) return 0;\n  if (code === 1) return 1;\n${added}`],
    ['beside one of a common value', `  if (code === 0) return 'Nothing';\n${added}`],
    ['beside one of another shape', `  if (code >= 500) return 'Server Error';\n${added}`],
    ['beside one about something else', `  if (kind === 500) return 'Server Error';\n${added}`],
    [
      'beside one that does something else',
      "    if code == 500:\n        fail('Server Error')\n+    if code == 404:\n+        return 'Not Found'",
    ],
    [
      'beside one that is added too',
      `${added}+  if (code === 418) return 'Teapot';\n  return textOf(code);`,
    ],
    [
      'far from the others',
      `  if (code === 500) return 'Server Error';\n${'  go();\n'.repeat(6)}${added}`,
    ],
  ])('is suspicious %s', (_, code) => {
    expect(suspicionsOfChange(code, TEST_CODE)).toEqual([
      expect.stringMatching(/^src\/a: an added line answers one of the tests' own values: .*404/),
    ]);
  });
});
