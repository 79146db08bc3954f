import { readdirSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder';
import { disposeLoaded, warmProject, type WarmProject } from './warmProject';

/** Tests of `LIMIT`, `add` and `Cart`; some fail. */
export const CART_TESTS = `it('adds', () => expect(add(1, 2)).toBe(3));
it('is small', async () => expect(await Promise.resolve(LIMIT)).toBe(10));
describe('a cart', () => {
  let cart;
  beforeEach(() => { cart = new Cart(); });
  it('is empty', () => expect(cart.total()).toBe(0));
  describe('with one thing', () => {
    beforeAll(() => { if (LIMIT === 12) throw new Error('no'); });
    beforeEach(() => cart.put(5));
    it.each([5, 6])('costs %i', (sum) => expect(cart.total()).toBe(sum));
    it.skip('is skipped', () => {});
    it.todo('is to do');
  });
});
it('is set up', () => expect(globalThis.isSetUp).toBe(true));
`;

/** A small project of a runner that is itself kept running, and how to reach its code. */
export interface WarmKind {
  readonly command: string;
  readonly packages: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** The file with `LIMIT`, `add` and `Cart`. */
  readonly path: string;
  /** The id of the test of `add`. */
  readonly adds: string;
}

/** What any runner that is kept running has to do, told as tests of the suite around it. */
export function warmContract({ command, packages, files, path, adds }: WarmKind): void {
  const project = (): Promise<WarmProject> => warmProject(command, files, packages);
  const mutate = (from: string, to: string): Record<string, string> => {
    const text = files[path] ?? '';
    expect(text).toContain(from);
    return { [path]: text.replace(from, to) };
  };

  it('pass and fail as in a run of their own, in any order', async () => {
    const made = await project();
    const mutants = [
      {},
      mutate('a - b', 'a + b'),
      mutate('= 11', '= 10'),
      mutate('= 11', '= 12'),
      mutate('this.sum += price', 'this.sum = price + 1'),
      mutate('a - b', 'a -'),
      mutate('class Cart', 'throw new Error("no"); class Cart'),
      {},
    ];
    const ordinary = [];
    for (const mutant of mutants) ordinary.push(await made.ordinary(mutant));
    const loaded = [];
    for (const mutant of mutants) loaded.push(await made.loaded(mutant));
    expect(loaded).toEqual(ordinary.map((passed) => ({ kind: 'ended', passed })));
  });

  it('end when they loop for ever, and are as before after that', async () => {
    const made = await project();
    const before = await made.loaded();
    const names = readdirSync(made.root, { recursive: true });
    const endless = mutate('return a - b', 'for (;;);');
    expect(await made.loaded(endless, 1_000)).toMatchObject({ kind: 'timed-out' });
    expect(await made.loaded()).toEqual(before);
    expect(readdirSync(made.root, { recursive: true })).toEqual(names);
  });

  it('leave nothing behind', async () => {
    const made = await project();
    const temporary = temporaryFolder();
    vi.stubEnv('TMPDIR', temporary);
    await made.loaded();
    const ours = (): readonly string[] =>
      readdirSync(temporary).filter((name) => name.startsWith('fixpoint-'));
    expect(ours()).toHaveLength(1);
    await disposeLoaded();
    vi.unstubAllEnvs();
    expect(ours()).toEqual([]);
  });

  it('tell apart what is tried at the same time', async () => {
    const made = await project();
    await made.loaded();
    const good = mutate('a - b', 'a + b');
    const both = await Promise.all(
      Array.from({ length: 6 }, (_, at) => made.loaded(at % 2 === 0 ? good : {})),
    );
    const isFixed = both.map(({ passed }) => passed.includes(adds));
    expect(isFixed).toEqual(both.map((_, at) => at % 2 === 0));
  });
}
