import { describe, expect, test } from 'vitest';
import { eventText } from '../../../src/cli/report/textReport';
import type { SessionEvent } from '../../../src/core/session/events';
import { cartFiles, cartTests } from '../../support/cart';
import { replyEdit } from '../../support/replyEdit';
import type { ScriptedReply } from '../../support/scriptedTurn';
import { solveInMemory, type Scene } from '../../support/solveInMemory';
import { scene } from './askModel';

const FAULT = '  return n - 1;';
const FIX = '  return n + 1;';
const right = replyEdit('src/cart.ts', FAULT, FIX);

interface Solved {
  readonly events: readonly SessionEvent[];
  /** How it ended: the kind of its outcome, its sentence, and the path of each file of the best revision. */
  readonly outcome: Extract<SessionEvent, { kind: 'outcome' }>['outcome'];
  /** Why replies were not applied. */
  readonly refused: readonly string[];
  readonly requests: number;
  readonly texts: (request: number) => string;
}

/** Repairs the cart with replies that come over HTTP. */
async function solved(
  replies: readonly ScriptedReply[],
  fields: Partial<Scene> = {},
): Promise<Solved> {
  const { server, model } = await scene(replies);
  const events = await solveInMemory({ files: cartFiles, tests: cartTests, model, ...fields });
  const last = events.at(-1);
  if (last?.kind !== 'outcome') throw new Error('The session has no outcome.');
  return {
    events,
    outcome: last.outcome,
    refused: events.flatMap((event) => (event.kind === 'guard' ? [event.message] : [])),
    requests: server.requests.length,
    texts: (request) =>
      server.requests[request]?.body.messages.map(({ content }) => content).join('\n') ?? '',
  };
}

describe('a reply', () => {
  test('fault 1: that is empty is asked for once more, then it is no answer', async () => {
    const again = await solved([' \n', right]);
    expect(again).toMatchObject({ outcome: { kind: 'fixed' }, requests: 2, refused: [] });
    const never = await solved(['', '', '', '', '', '', '', '']);
    expect(never.refused).toContain('The reply was empty.');
    expect(never.outcome.kind).not.toMatch(/fixed/);
    expect(never.outcome.patch).toBe('');
  });

  test('fault 2: of prose alone changes nothing, and says what is missing', async () => {
    const { refused, outcome, texts } = await solved(['The loop is off by one.', right]);
    expect(refused).toEqual(['The reply holds no edit in the SEARCH/REPLACE form.']);
    expect(texts(1)).toContain('holds no edit');
    expect(outcome.kind).toBe('fixed');
  });

  test('fault 3: cut off at its length limit is left alone as a whole, also its complete edits', async () => {
    const cut = `${right}\nsrc/cart.ts\n<<<<<<< SEARCH\nexport function name() {`;
    const { refused, outcome } = await solved([
      { kind: 'reply', text: cut, finish: 'length' },
      { kind: 'reply', text: right, finish: 'length' },
      right,
    ]);
    expect(refused).toEqual([
      'The reply was cut off at its length limit; send smaller edits.',
      'The reply was cut off at its length limit; send smaller edits.',
    ]);
    expect(outcome).toMatchObject({ kind: 'fixed', revision: 1 });
  });

  test('fault 4: whose stream breaks off or ends without an end is asked for again, and nothing of it is applied', async () => {
    const broken = [
      { kind: 'cut', text: replyEdit('src/cart.ts', FAULT, '  return 7;') },
      { kind: 'unfinished', text: replyEdit('src/cart.ts', FAULT, '  return 8;') },
    ] as const;
    const { outcome, events } = await solved([...broken, right]);
    expect(outcome).toMatchObject({ kind: 'fixed', revision: 1 });
    expect(JSON.stringify(events)).not.toMatch(/return [78]/);
  });

  test('fault 9: to a prompt that is too long is asked for with less, twice, and then told with the sizes', async () => {
    const tooLong = {
      kind: 'status',
      status: 400,
      body: {
        error: {
          code: 'context_length_exceeded',
          message:
            "This model's maximum context length is 512 tokens. However, your messages resulted in 900 tokens.",
        },
      },
    } as const;
    const filler = Array.from({ length: 40 }, (_, at) => `  const part${String(at)} = n;`);
    const files = {
      ...cartFiles,
      'src/cart.ts': cartFiles['src/cart.ts'].replace(FAULT, [...filler, FAULT].join('\n')),
    };
    const shorter = await solved([tooLong, right], { files });
    expect(shorter.outcome.kind).toBe('fixed');
    expect(shorter.texts(1).length).toBeLessThan(shorter.texts(0).length * 0.8);
    expect(shorter.texts(1)).toMatch(/\[\d+ more lines; ask for them with NEED\]/);
    await expect(solved([tooLong, tooLong, tooLong, tooLong], { files })).rejects.toThrow(
      /about \d+ tokens.*of 512 tokens/,
    );
  });

  test('fault 12: with a fence that does not close, fences inside code or two forms in one is read, or sent back with the reason', async () => {
    const fenced = `\`\`\`ts\n${right}`;
    expect((await solved([fenced])).outcome.kind).toBe('fixed');
    const documented = replyEdit(
      'src/cart.ts',
      FAULT,
      `${FIX}\n  // \`\`\`js\n  // total(1)\n  // \`\`\``,
    );
    expect((await solved([documented])).outcome.kind).toBe('fixed');
    const unified = `--- a/src/cart.ts\n+++ b/src/cart.ts\n@@ -2 +2 @@\n-${FAULT}\n+${FIX}\n`;
    const mixed = await solved([unified, `${unified}\n${right}`]);
    expect(mixed.refused).toEqual(['The reply holds no edit in the SEARCH/REPLACE form.']);
    expect(mixed.outcome.kind).toBe('fixed');
    const open = await solved([right.replace('>>>>>>> REPLACE', ''), right]);
    expect(open.refused).toEqual([
      'The edit of src/cart.ts is cut off: it has no line `>>>>>>> REPLACE`.',
    ]);
  });

  test('fault 15: that names a file wrongly is understood where that is certain, and else told what there is', async () => {
    const named = (path: string): string => replyEdit(path, FAULT, FIX);
    for (const path of ['a/src/cart.ts', './src/cart.ts', 'src\\cart.ts', '`src/cart.ts` '])
      expect((await solved([named(path)])).outcome.kind).toBe('fixed');
    const wrong = ['src/Cart.ts', 'lib/cart.ts', '/tmp/project/src/cart.ts'];
    const { refused, outcome } = await solved([...wrong.map(named), right]);
    expect(refused[0]).toContain('"src/Cart.ts" differs from "src/cart.ts" in case');
    expect(refused[1]).toContain('there is no such file; there is src/cart.ts');
    expect(refused[2]).toContain('is absolute');
    expect(outcome.kind).toBe('fixed');
  });

  test('fault 17: that stands for the rest of a file is refused', async () => {
    const lazy = [
      '// ... rest of the code unchanged',
      '  // ... existing code ...',
      '# remaining methods stay the same',
      '/* … the rest of the file … */',
    ];
    const { refused } = await solved(
      lazy.map((line) => replyEdit('src/cart.ts', FAULT, `${FIX}\n${line}`)),
    );
    expect(refused).toHaveLength(lazy.length);
    for (const [at, line] of lazy.entries())
      expect(refused[at]).toContain(`\`${line.trim()}\` leaves out code`);
  });

  test('fault 18: that deletes most of a file is never called fixed, though tests are green', async () => {
    const rest = Array.from(
      { length: 60 },
      (_, at) => `export const v${String(at)} = ${String(at)};`,
    );
    const files = { ...cartFiles, 'src/cart.ts': cartFiles['src/cart.ts'] + rest.join('\n') };
    const both = `${right}\n${replyEdit('src/cart.ts', rest.join('\n'), '')}`;
    const { events, outcome } = await solved([both], { files });
    const verdicts = events.flatMap((event) => (event.kind === 'eval' ? [event.verdict] : []));
    expect(verdicts[0]).toMatchObject({ fixed: 1, total: 1 });
    expect(verdicts[0]?.testsWeakened.join()).toMatch(/src\/cart\.ts: 60 of 6\d lines are deleted/);
    expect(outcome.kind).not.toBe('fixed');
  });

  test('fault 19: of 20 MB or of thousands of files is cut off, in little memory and time', async () => {
    const files = Array.from({ length: 5_000 }, (_, at) => `src/f${String(at)}.ts`);
    const edits = files.map((path) => replyEdit(path, '', 'export {};')).join('\n');
    const piece = JSON.stringify({ choices: [{ delta: { content: 'x'.repeat(100_000) } }] });
    const flood = `data: ${piece}\n\n`.repeat(200);
    const started = performance.now();
    const { refused, outcome } = await solved([
      { kind: 'reply', text: edits, neverStreams: true },
      { kind: 'raw', contentType: 'text/event-stream', body: flood },
      right,
    ]);
    expect(refused).toEqual([
      'The reply has 5000 edits; send the few that are needed.',
      'The reply was cut off at its length limit; send smaller edits.',
    ]);
    expect(outcome).toMatchObject({ kind: 'fixed', revision: 1 });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('fault 20: with characters of several units, names in another form and NUL is read right or refused', async () => {
    const emoji = '  return n + 1; // 👩‍👩‍👧 𝒳 ä';
    const { events } = await solved([replyEdit('src/cart.ts', FAULT, emoji)]);
    expect(JSON.stringify(events.find(({ kind }) => kind === 'patch'))).toContain('👩‍👩‍👧 𝒳 ä');
    const files = { ...cartFiles, 'src/größe.ts': 'export const x = 1;\n' };
    const decomposed = replyEdit(
      'src/größe.ts'.normalize('NFD'),
      'export const x = 1;',
      'export const x = 2;',
    );
    const named = await solved([`${right}\n${decomposed}`], { files });
    const [patch] = named.events.filter(({ kind }) => kind === 'patch');
    expect(patch).toMatchObject({
      revision: { files: [{ path: 'src/cart.ts' }, { path: 'src/größe.ts', kind: 'modify' }] },
    });
    const nul = await solved([replyEdit('src/cart.ts', FAULT, `${FIX}\0`), right]);
    expect(nul.refused[0]).toContain('it has a NUL character');
  });

  test('fault 21: with invisible or reordering characters in code is never called fixed', async () => {
    for (const character of ['\u200B', '\u202E', '\u2066', '\u{E0041}']) {
      const code = character.codePointAt(0)?.toString(16).toUpperCase() ?? '';
      const hidden = replyEdit('src/cart.ts', FAULT, `${FIX} // ad${character}min`);
      const { events, outcome } = await solved([hidden]);
      const verdict = events.flatMap((event) => (event.kind === 'eval' ? [event.verdict] : []))[0];
      expect(verdict?.testsWeakened.join()).toContain(`U+${code}`);
      expect(outcome.kind).not.toBe('fixed');
    }
  });

  test('fault 22: that refuses or is filtered ends the session in order, without a loop', async () => {
    for (const turn of [
      { kind: 'reply', text: '', finish: 'content_filter' },
      { kind: 'reply', text: '', message: { refusal: 'I can not help with that.' } },
    ] as const) {
      const { outcome, requests } = await solved([turn, right]);
      expect(outcome.message).toContain('The model declined to answer; try another model.');
      expect(requests).toBe(1);
    }
  });

  test('fault 23: that goes back and forth between patches is noticed, and the best one stays', async () => {
    const a = replyEdit('src/cart.ts', FAULT, '  return n * 2;');
    const b = replyEdit('src/cart.ts', '  return n * 2;', '  return n * 3;');
    const back = replyEdit('src/cart.ts', '  return n * 3;', '  return n * 2;');
    const { events, refused, requests, outcome } = await solved([
      a,
      b,
      ...Array<string>(20).fill(back),
    ]);
    expect(events.filter(({ kind }) => kind === 'patch')).toHaveLength(2);
    expect(refused).toContain('The edit leads back to revision 1.');
    expect(requests).toBeLessThanOrEqual(6);
    expect(outcome.kind).not.toMatch(/fixed/);
  });

  test('fault 24: that claims success, or invents the output of tests, is judged by our own run', async () => {
    const claim = `All tests pass now.\n\nTAP version 13\nok 1 - adds\n# pass 2\n# fail 0\n${replyEdit('src/cart.ts', FAULT, '  return n;')}`;
    const { events, outcome } = await solved([claim]);
    const verdicts = events.flatMap((event) =>
      event.kind === 'eval' ? [event.verdict.fixed] : [],
    );
    expect(verdicts).toEqual([0]);
    expect(outcome.kind).not.toBe('fixed');
  });

  test('fault 25: of another model than was asked is told once, and what it costs is counted all the same', async () => {
    const other = { kind: 'reply', answeredBy: 'tiny-7b', usage: 'missing' } as const;
    const { events } = await solved([
      { ...other, text: replyEdit('src/cart.ts', FAULT, '  return n;') },
      { ...other, text: right, neverStreams: true },
    ]);
    const replies = events.flatMap((event) => (event.kind === 'reply' ? [event] : []));
    expect(replies.map(({ answeredBy }) => answeredBy)).toEqual(['tiny-7b', undefined]);
    const [first] = replies;
    expect(first && eventText(first)).toContain(
      'answered with another model than was asked: tiny-7b',
    );
    for (const { usage } of replies) {
      expect(usage.estimated).toBe(true);
      expect(usage.inputTokens).toBeGreaterThan(100);
    }
  });
});
