import { describe, expect, test } from 'vitest';
import type { FileTexts } from '../../../../src/core/ports';
import { judgeNow } from '../../../../src/core/session/judgeNow';
import type { Evaluation } from '../../../../src/core/session/bench';
import type { SessionEvent } from '../../../../src/core/session/events';
import { arithmeticFiles, arithmeticTests as tests, repairOf } from '../../../support/arithmetic';
import { fakeRunner } from '../../../support/fakeRunner';
import { memoryWorkspace } from '../../../support/memoryWorkspace';
import { syntax } from '../../../support/parseSource';
import { scriptedRoles } from '../../../support/scriptedRoles';
import { solveInMemory } from '../../../support/solveInMemory';
import { stillClock } from '../../../support/stillClock';

const files = arithmeticFiles('add', 'multiply');
const before: FileTexts = new Map([['src/math.ts', files['src/math.ts'] ?? null]]);

function solved(): Promise<readonly SessionEvent[]> {
  const model = scriptedRoles({ author: [repairOf('add') + repairOf('multiply')] });
  return solveInMemory({ files, tests, model });
}

function judged(
  events: readonly SessionEvent[],
  now: Readonly<Record<string, string>>,
): Promise<Evaluation | undefined> {
  const workspace = memoryWorkspace(now);
  const ports = {
    workspace,
    runner: fakeRunner(workspace, tests),
    syntax,
    clock: stillClock,
  };
  return judgeNow({ events, ports, before }, new AbortController().signal);
}

describe('the verdict on what was accepted', () => {
  test('a part of a fix is judged as a part, by the targets of the session', async () => {
    const evaluation = await judged(await solved(), arithmeticFiles('multiply'));
    expect(evaluation?.verdict).toMatchObject({
      fixed: 1,
      total: 2,
      stillRed: ['test/math.test.ts > multiplys'],
      regressions: [],
      wholeSuite: true,
    });
  });

  test('the whole of a fix is as green as the revision was', async () => {
    const evaluation = await judged(await solved(), arithmeticFiles());
    expect(evaluation?.verdict).toMatchObject({ fixed: 2, total: 2, value: 1 });
  });

  test('what the developer broke besides is told', async () => {
    const broken = arithmeticFiles('subtract');
    expect((await judged(await solved(), broken))?.verdict).toMatchObject({
      fixed: 2,
      regressions: ['test/math.test.ts > subtracts'],
    });
  });

  test('what treats the tests specially is doubted here too', async () => {
    const special = { ...files };
    const code = special['src/math.ts'] ?? '';
    special['src/math.ts'] = code.replace(
      '// add\n',
      "// add\n  if (process.env['VITEST'] !== undefined) return a + b;\n",
    );
    const evaluation = await judged(await solved(), special);
    expect(evaluation?.verdict.testsWeakened.join()).toContain('src/math.ts');
    expect(evaluation?.verdict.value).toBeLessThanOrEqual(0.5);
  });

  test('a session without a baseline has no standard', async () => {
    expect(await judged([], files)).toBeUndefined();
  });
});
