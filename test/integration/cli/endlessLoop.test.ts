import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder';
import { writeFiles } from '../../support/writeFiles';
import { isAvailable } from '../testRunners/trial';
import { jsonLines, runCli } from './runCli';

const hasPytest =
  process.platform !== 'win32' && (await isAvailable('python3', ['-c', 'import pytest']));
/** The baseline alone takes as long as tests may be silent. */
const LIMIT_MS = 240_000;
/** What the search may take beside the baseline and the runs that confirm the fix. */
const SEARCH_MS = 60_000;

test.skipIf(!hasPytest)(
  'fault 50: an endless loop is repaired without a model, with the hanging tests kept loaded',
  { timeout: LIMIT_MS },
  async () => {
    const root = temporaryFolder();
    writeFiles(root, {
      'search.py': `def position(values, wanted):
    """The first place in a sorted list whose value is not below the wanted one."""
    low, high = 0, len(values)
    while low <= high:
        middle = (low + high) // 2
        if middle < len(values) and values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low
`,
      'test_search.py': `from search import position

def test_empty():
    assert position([], 3) == 0

def test_middle():
    assert position([3, 5, 9], 5) == 1

def test_end():
    assert position([3, 5, 9], 10) == 3
`,
    });
    const run = await runCli(['fix', '--cwd', root, '--json']);
    const lines = jsonLines(run);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(lines.at(-1)).toMatchObject({ outcome: 'fixed', targets: { fixed: 1, total: 1 } });
    expect(lines.at(-1)?.['patch']).toContain('+    while low < high:');
    const baseline = lines.find(({ kind }) => kind === 'baseline') as {
      readonly report: { readonly durationMs: number };
    };
    const { totalMs } = lines.at(-1)?.['time'] as { readonly totalMs: number };
    expect(totalMs - baseline.report.durationMs).toBeLessThan(SEARCH_MS);
  },
);
