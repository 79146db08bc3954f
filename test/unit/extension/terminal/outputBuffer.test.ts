import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OutputBuffer } from '../../../../src/extension/terminal/outputBuffer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function recorded(): { readonly buffer: OutputBuffer; readonly writes: string[] } {
  const writes: string[] = [];
  return { buffer: new OutputBuffer((text) => writes.push(text)), writes };
}

test('pieces that come quickly are written together', () => {
  const { buffer, writes } = recorded();
  buffer.add('a');
  buffer.add('b');
  expect(writes).toEqual([]);
  vi.runAllTimers();
  buffer.add('c');
  vi.runAllTimers();
  expect(writes).toEqual(['ab', 'c']);
});

test('a flood keeps its beginning and its end and says how much is missing', () => {
  const { buffer, writes } = recorded();
  buffer.add('start ');
  for (let piece = 0; piece < 100; piece++) buffer.add('x'.repeat(10_000));
  buffer.add(' end');
  vi.runAllTimers();
  expect(writes).toHaveLength(1);
  expect(writes[0]?.length).toBeLessThan(33_000);
  expect(writes[0]).toMatch(/^start [^]*… \d+ characters not shown …[^]* end$/);
});

test('flushing writes at once, and nothing twice', () => {
  const { buffer, writes } = recorded();
  buffer.add('a');
  buffer.flush();
  vi.runAllTimers();
  expect(writes).toEqual(['a']);
});

test('nothing is written after disposal', () => {
  const { buffer, writes } = recorded();
  buffer.add('a');
  buffer.dispose();
  vi.runAllTimers();
  expect(writes).toEqual([]);
});
