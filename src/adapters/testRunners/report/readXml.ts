import { toUSVString } from 'node:util';
import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** What is told of an XML document, in its order. */
export interface XmlReader {
  open(tag: SaxesTagPlain): void;
  /** A piece of text; there may be several in one element. */
  text(text: string): void;
  close(name: string): void;
}

/**
 * Tells a reader what an XML document holds; false when the document is broken, what was read of it is told all the same.
 * Characters that XML forbids are in many reports and are no fault.
 */
export function readXml(xml: string, reader: XmlReader): boolean {
  const parser = new SaxesParser();
  const problems: string[] = [];
  parser.on('opentag', (tag) => {
    reader.open(tag);
  });
  parser.on('text', (text) => {
    reader.text(text);
  });
  parser.on('cdata', (text) => {
    reader.text(text);
  });
  parser.on('closetag', (tag) => {
    reader.close(tag.name);
  });
  // Without a listener the first error would be thrown.
  parser.on('error', ({ message }) => {
    if (!/disallowed character/.test(message)) problems.push(message);
  });
  // The parser throws at half a character.
  parser.write(toUSVString(xml)).close();
  return problems.length === 0;
}
