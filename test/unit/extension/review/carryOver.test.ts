import { describe, expect, test } from 'vitest';
import { carryOver } from '../../../../src/extension/review/carryOver';

const base = 'one\ntwo\nthree\nfour\nfive\n';

function merged(real: string, proposal: string): string {
  return carryOver({ base, real, proposal }).text;
}

describe('carrying a proposal over to a file that has changed', () => {
  test('an unchanged file takes the proposal as it is', () => {
    const proposal = 'one\n2\nthree\nfour\nfive\nsix\n';
    expect(carryOver({ base, real: base, proposal })).toEqual({ text: proposal, conflicts: [] });
  });

  test('changes of other lines stay, before and after the proposed ones', () => {
    const real = 'zero\none\ntwo\nthree\nfour\n5\n';
    expect(merged(real, 'one\ntwo\n3\nfour\nfive\n')).toBe('zero\none\ntwo\n3\nfour\n5\n');
  });

  test('a neighbouring line may change without a conflict', () => {
    const result = carryOver({
      base,
      real: 'one\n2\nthree\nfour\nfive\n',
      proposal: 'one\ntwo\n3\nfour\nfive\n',
    });
    expect(result).toEqual({ text: 'one\n2\n3\nfour\nfive\n', conflicts: [] });
  });

  test('the same change on both sides is no conflict and stands once', () => {
    const both = 'one\ntwo\n3\nfour\nfive\n';
    expect(carryOver({ base, real: both, proposal: both })).toEqual({ text: both, conflicts: [] });
  });

  test('two changes of one line are a conflict that shows the proposal', () => {
    const result = carryOver({
      base,
      real: 'one\ntwo\nmine\nfour\nfive\n',
      proposal: 'one\ntwo\ntheirs\nfour\nfive\n',
    });
    expect(result.text).toBe('one\ntwo\ntheirs\nfour\nfive\n');
    expect(result.conflicts).toEqual([{ start: 2, end: 3 }]);
  });

  test('two insertions at one place are a conflict', () => {
    const result = carryOver({
      base,
      real: 'one\nmine\ntwo\nthree\nfour\nfive\n',
      proposal: 'one\ntheirs\ntwo\nthree\nfour\nfive\n',
    });
    expect(result.conflicts).toEqual([{ start: 1, end: 2 }]);
  });

  test('a conflict that the proposal removes has a place without lines', () => {
    const result = carryOver({
      base,
      real: 'one\ntwo\nmine\nfour\nfive\n',
      proposal: 'one\ntwo\nfour\nfive\n',
    });
    expect(result).toEqual({ text: 'one\ntwo\nfour\nfive\n', conflicts: [{ start: 2, end: 2 }] });
  });

  test('one change that spans several of the other side is one conflict', () => {
    const result = carryOver({
      base,
      real: 'one\nmine\nthree\nmine too\nfive\n',
      proposal: 'one\nall new\nfive\n',
    });
    expect(result).toEqual({ text: 'one\nall new\nfive\n', conflicts: [{ start: 1, end: 2 }] });
  });

  test('without a proposal every change of the file stays, whatever it is', () => {
    for (const real of ['', 'one\n', 'x\none\ntwo\nthree\nfour\nfive', 'five\nfour\n']) {
      expect(carryOver({ base, real, proposal: base })).toEqual({ text: real, conflicts: [] });
    }
  });
});
