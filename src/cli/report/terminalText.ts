import { stripVTControlCharacters } from 'node:util';

/** Control characters other than tab, line feed and carriage return. */
const CONTROL = /[^\P{Cc}\t\n\r]/gu;
/** Goes to the line's start and clears it (ECMA-48: CR, EL 2). */
export const CLEAR_LINE = '\r\u001b[2K';

/** The text without what a terminal would act on, such as titles, links and clipboard writes that a test prints. */
export function terminalText(text: string): string {
  if (text === CLEAR_LINE) return text;
  return stripVTControlCharacters(text).replaceAll(CONTROL, '');
}
