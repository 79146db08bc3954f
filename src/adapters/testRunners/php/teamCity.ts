/** One message of TeamCity's format. */
export interface TeamCityMessage {
  readonly kind: string;
  readonly fields: Readonly<Record<string, string>>;
}

const MESSAGE = /^##teamcity\[(\w+)((?: \w+='(?:[^'|]|\|.)*')*)\s*\]\s*$/gm;
const FIELD = /(\w+)='((?:[^'|]|\|.)*)'/g;
const ESCAPE = /\|(?:0x([0-9a-fA-F]{4})|([\s\S]))/g;
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r' };

/** The messages among other lines, in their order. */
export function readTeamCity(text: string): readonly TeamCityMessage[] {
  return [...text.matchAll(MESSAGE)].map(([, kind = '', fields = '']) => ({
    kind,
    fields: Object.fromEntries(
      [...fields.matchAll(FIELD)].map(([, name = '', value = '']) => [name, unescape(value)]),
    ),
  }));
}

function unescape(value: string): string {
  return value.replaceAll(ESCAPE, (_, code: string | undefined, letter = '') =>
    code === undefined
      ? (CONTROLS[letter as string] ?? (letter as string))
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
