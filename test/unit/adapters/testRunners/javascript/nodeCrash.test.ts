import { describe, expect, test } from 'vitest';
import { readNodeCrash } from '../../../../../src/adapters/testRunners/javascript/nodeCrash';

const SYNTAX = `file:///w/src/a%20b.js:2
let x = ;
        ^

SyntaxError: Unexpected token ';'
    at compileSourceTextModule (node:internal/modules/esm/utils:346:16)

Node.js v22.1.0
`;

const THROWN = `printed before
/w/a.cjs:3
null.x;
     ^

TypeError: Cannot read properties of null
second line
    at Object.<anonymous> (/w/a.cjs:3:6)
    at node:internal/main/run_main_module:28:49 {
  code: 'X'
}

Node.js v20.20.2
`;

describe('readNodeCrash', () => {
  test('takes the place of a syntax error from above the message', () => {
    expect(readNodeCrash(SYNTAX)).toEqual({
      kind: 'load',
      name: 'SyntaxError',
      message: "Unexpected token ';'",
      frames: [{ file: 'file:///w/src/a%20b.js', line: 2, column: 9 }],
    });
  });

  test('takes class, whole message and frames of a thrown error', () => {
    expect(readNodeCrash(THROWN)).toEqual({
      kind: 'load',
      name: 'TypeError',
      message: 'Cannot read properties of null\nsecond line',
      frames: [{ file: '/w/a.cjs', line: 3, column: 6, function: 'Object.<anonymous>' }],
    });
  });

  test('sees no crash in an error that was only printed', () => {
    expect(readNodeCrash(THROWN.replace('Node.js v20.20.2', 'and it went on'))).toBeUndefined();
    expect(readNodeCrash('')).toBeUndefined();
  });
});
