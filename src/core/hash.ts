/** A key of 16 hexadecimal digits: equal texts have equal keys, and a session's different texts differ. */
export function keyOfText(text: string): string {
  return hashLanes(text)
    .map((lane) => lane.toString(16).padStart(8, '0'))
    .join('');
}

/** FNV-1a over UTF-16 units in two lanes of 32 bits (Fowler, Noll, Vo), the second one shifted by the position. */
export function hashLanes(text: string): readonly [number, number] {
  let high = 0x811c9dc5;
  let low = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ (unit + i), 0x01000193);
  }
  return [high >>> 0, low >>> 0];
}
