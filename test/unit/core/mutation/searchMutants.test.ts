import { describe, expect, test } from 'vitest';
import type { FileTexts } from '../../../../src/core/ports';
import { mutantTimeoutMs, searchMutants } from '../../../../src/core/mutation/searchMutants';
import type {
  MutantCheck,
  MutantFound,
  MutantLimits,
  MutantSearch,
} from '../../../../src/core/mutation/searchMutants';
import type { Problem } from '../../../../src/core/testReport';
import { syntax } from '../../../support/parseSource';
import { problem } from '../../../support/reports';
import { stillClock } from '../../../support/stillClock';

const FAULTY = 'def f(a, b):\n    return a - b\n';
const LIMITS: MutantLimits = {
  candidates: 1000,
  milliseconds: 1000,
  perPlace: 1000,
  afterGain: 1000,
  afterWholeMs: 0,
  parallel: 1,
  ahead: 1,
};

const NOTHING: MutantCheck = { fixed: 0, total: 2, broken: false };
const PART: MutantCheck = { fixed: 1, total: 2, broken: false };
const WHOLE: MutantCheck = { fixed: 2, total: 2, broken: false };

interface Setting {
  readonly limits?: Partial<MutantLimits>;
  readonly parentFixed?: number;
  readonly clock?: () => number;
  readonly signal?: AbortSignal;
  readonly source?: string;
  readonly problems?: readonly Problem[];
}

async function search(
  answer: (text: string) => MutantCheck,
  {
    limits = {},
    parentFixed = 0,
    clock = () => 0,
    signal,
    source = FAULTY,
    problems = [],
  }: Setting = {},
): Promise<{
  found: MutantFound | undefined;
  all: readonly MutantFound[];
  texts: string[];
  totals: number[];
}> {
  const texts: string[] = [];
  const wanted: MutantSearch = {
    files: new Map([['a.py', source]]),
    places: [{ path: 'a.py', startRow: 0, endRow: 1, suspiciousness: 1 }],
    parentFixed,
    problems,
    syntax,
    check: (changes: FileTexts) => {
      const text = changes.get('a.py') ?? '';
      texts.push(text);
      return Promise.resolve(answer(text));
    },
    clock: { ...stillClock, now: clock },
    limits: { ...LIMITS, ...limits },
    seed: 1,
  };
  const totals: number[] = [];
  const running = searchMutants(wanted, signal ?? new AbortController().signal);
  for (;;) {
    const step = await running.next();
    if (step.done === true) return { found: step.value[0], all: step.value, texts, totals };
    totals.push(step.value.total);
  }
}

describe('a search', () => {
  test('ends at the first mutant that fixes every target', async () => {
    const { found, texts } = await search((text) => (text.includes('a + b') ? WHOLE : NOTHING));
    expect(found?.changes.get('a.py')).toBe('def f(a, b):\n    return a + b\n');
    expect(found?.candidate.mutation.description).toBe('Use + instead of -.');
    expect(found?.tried).toBe(texts.length);
  });

  test('it goes on for a while in search of others that do, too', async () => {
    let now = 0;
    const setting = { limits: { afterWholeMs: 100 }, clock: () => (now += 2) };
    const { all, texts } = await search(
      (text) => (/[ab] [+*] [ab]/.test(text) ? WHOLE : PART),
      setting,
    );
    const codes = all.map(({ changes }) => changes.get('a.py'));
    expect(codes[0]).toContain('a + b');
    expect(codes.length).toBeGreaterThan(1);
    expect(codes.every((code) => /[ab] [+*] [ab]/.test(code ?? ''))).toBe(true);
    expect(texts.length).toBeGreaterThan(all.at(-1)?.tried ?? 0);
  });

  test('several at a time find the same, in the same order', async () => {
    const answer = (text: string): MutantCheck => (/[ab] [+*] [ab]/.test(text) ? WHOLE : NOTHING);
    const limits = { afterWholeMs: 1000 };
    const one = await search(answer, { limits });
    const many = await search(answer, { limits: { ...limits, parallel: 3, ahead: 24 } });
    expect(many.all).toEqual(one.all);
    expect(many.totals).toEqual(one.totals);
  });

  test('without any gain it tries every mutant once and finds nothing', async () => {
    const { found, texts, totals } = await search(() => NOTHING);
    expect(found).toBeUndefined();
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).not.toContain(FAULTY);
    expect(totals[0]).toBeGreaterThanOrEqual(texts.length);
  });

  test('a part is kept while it looks for the whole', async () => {
    const { found } = await search((text) => (text.includes('b - a') ? PART : NOTHING));
    expect(found?.check).toEqual(PART);
    expect(found?.changes.get('a.py')).toContain('b - a');
  });

  test('a part ends it at once when nothing may be tried after a gain', async () => {
    const { found, texts } = await search(() => PART, { limits: { afterGain: 0 } });
    expect(texts).toHaveLength(1);
    expect(found?.tried).toBe(1);
  });

  test('a mutant that breaks something gives way to one that does not', async () => {
    const broken: MutantCheck = { fixed: 2, total: 2, broken: true };
    const { found } = await search((text) => (text.includes('b - a') ? PART : broken));
    expect(found?.check).toEqual(PART);
  });

  test('what the parent fixes already is no gain', async () => {
    const { found } = await search(() => PART, { parentFixed: 1 });
    expect(found).toBeUndefined();
  });

  test('the limit of candidates holds, also for several at a time', async () => {
    const { texts, totals } = await search(() => NOTHING, {
      limits: { candidates: 5, parallel: 2, ahead: 16 },
    });
    expect(texts).toHaveLength(5);
    expect(totals).toEqual([5, 5, 5, 5, 5]);
  });

  test('the limit of time holds', async () => {
    let now = 0;
    const { texts } = await search(() => NOTHING, { clock: () => (now += 300) });
    expect(texts.length).toBeLessThan(5);
  });

  test('only mutants that parse are tested', async () => {
    const { texts } = await search(() => NOTHING);
    const trees = await Promise.all(texts.map((text) => syntax.parse('a.py', text)));
    expect(trees.filter((tree) => tree?.hasError !== false)).toEqual([]);
  });

  test('a file that does not parse is only changed to one that does when that is why it does not load', async () => {
    const source = 'def f(a, b)\n    return a - b\n';
    const load = problem({ kind: 'load', message: "expected ':'" });
    const broken = await search(() => NOTHING, { source, problems: [load] });
    expect(broken.texts).toEqual([]);
    const newer = await search(() => NOTHING, { source, problems: [problem()] });
    expect(newer.texts).not.toEqual([]);
  });

  test("it rejects with the signal's reason", async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(search(() => NOTHING, { signal })).rejects.toThrow('stopped');
  });

  test('a mutant gets three times what its parent took, and two seconds', () => {
    expect(mutantTimeoutMs(500)).toBe(3500);
  });
});
