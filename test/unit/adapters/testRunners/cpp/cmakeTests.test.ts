import { expect, test } from 'vitest';
import { cmakeTests } from '../../../../../src/adapters/testRunners/cpp/cmakeTests';

test('a test has the sources of its program, however its name is written', () => {
  const text = `
add_executable(sizes WIN32 "tests/späce ü.c" tests/more.c) # not (tests/other.c)
add_test(NAME "größer (als) \\"zwei\\" \\$dollar" COMMAND sizes 1)
ADD_TEST(old sizes)
add_test(NAME by_file WORKING_DIRECTORY build
  COMMAND $<TARGET_FILE:sizes>) # )
`;
  const sources = ['tests/späce ü.c', 'tests/more.c'];
  expect(cmakeTests(text)).toEqual(
    ['größer (als) "zwei" $dollar', 'old', 'by_file'].flatMap((name) =>
      sources.map((source) => ({ name, source })),
    ),
  );
});

test('what is made of variables or of other programs is left out', () => {
  const text = `
add_executable(sizes tests/sizes.c)
add_test(NAME test_\${name} COMMAND sizes)
add_test(NAME python COMMAND python3 tests/test.py)
add_test(NAME nothing)
`;
  expect(cmakeTests(text)).toEqual([]);
});
