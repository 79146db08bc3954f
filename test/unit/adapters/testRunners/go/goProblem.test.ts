import { describe, expect, test } from 'vitest';
import {
  buildProblem,
  buildTextsIn,
} from '../../../../../src/adapters/testRunners/go/goBuildErrors';
import { goProblem } from '../../../../../src/adapters/testRunners/go/goProblem';

// Texts as Go 1.26.8 printed them.
const PANIC = `panic: runtime error: invalid memory address or nil pointer dereference [recovered, repanicked]
[signal SIGSEGV: segmentation violation code=0x1 addr=0x8 pc=0x52ee30]

goroutine 9 [running]:
testing.tRunner.func1.2({0x55b760, 0x6ccec0})
	/usr/local/go/src/testing/testing.go:1974 +0x232
panic({0x55b760?, 0x6ccec0?})
	/usr/local/go/src/runtime/panic.go:860 +0x13a
trial/src.Total(...)
	/tree/src/calc.go:8
trial/tests/basic.TestTotalsAnOrder(0x210534e3d448?)
	/tree/tests/basic/basic_test.go:26 +0x10
created by testing.(*T).Run in goroutine 1
	/usr/local/go/src/testing/testing.go:2101 +0x4c5
`;

describe('what went wrong in a test of Go', () => {
  test('is the panic with its stack', () => {
    const problem = goProblem(`    basic_test.go:7: before\n${PANIC}`, 'tests/basic');
    expect(problem).toMatchObject({
      kind: 'throw',
      name: 'panic',
      message: 'runtime error: invalid memory address or nil pointer dereference',
    });
    const drawn = problem?.frames?.map((one) => `${one.function ?? ''} ${one.file}:${one.line}`);
    expect(drawn?.slice(2, 4)).toEqual([
      'Total /tree/src/calc.go:8',
      'TestTotalsAnOrder /tree/tests/basic/basic_test.go:26',
    ]);
  });

  test('is what the test said, from the place that states values', () => {
    const said =
      '    a_test.go:7: before\nprinted\n    a_test.go:10: Add(2, 3) = -1, want 5\n        and more\n    a_test.go:11: again\n';
    expect(goProblem(said, 'pkg')).toEqual({
      kind: 'assert',
      message: 'before\nAdd(2, 3) = -1, want 5\nand more\nagain',
      expected: '5',
      actual: '-1',
      frames: [
        { file: 'pkg/a_test.go', line: 10 },
        { file: 'pkg/a_test.go', line: 7 },
        { file: 'pkg/a_test.go', line: 11 },
      ],
    });
  });

  test('is unknown when nothing was said', () => {
    expect(goProblem('printed\n', '')).toBeUndefined();
  });
});

describe('what a build printed', () => {
  test('is split at its headings, as Go prints it up to 1.23', () => {
    const texts = buildTextsIn(
      '# trial/src/broken\nsrc/broken/broken.go:3:20: syntax error: unexpected semicolon, expected expression\n' +
        '# trial/tests/vet\n# [trial/tests/vet]\ntests/vet/vet_test.go:3:38: format %d has arg "s" of wrong type string\n',
    );
    expect(buildProblem(texts.get('trial/src/broken') ?? '', 'sub')).toEqual({
      kind: 'compile',
      message: 'syntax error: unexpected semicolon, expected expression',
      frames: [{ file: 'sub/src/broken/broken.go', line: 3, column: 20 }],
    });
    expect(buildProblem(texts.get('trial/tests/vet') ?? '', '').frames).toEqual([
      { file: 'tests/vet/vet_test.go', line: 3, column: 38 },
    ]);
  });
});
