import { delimiter, isAbsolute } from 'node:path';

import { secretsIn } from '../../core/guards/secretShapes';

/** Names that may hold a secret; tests must get their own through files or their own variables. */
const SECRET_NAME = /KEYS?(_|$)|KEY_?ID|TOKEN|SECRET|PASSW(OR)?D|CREDENTIAL/i;
/** What an editor or an enclosing test run leaves behind and what would change how a child runs. */
const HOST_NAME =
  /^(ELECTRON_RUN_AS_NODE|VSCODE_.*|NODE_TEST_CONTEXT|VITEST(_.*)?|JEST_WORKER_ID|PYTEST_CURRENT_TEST)$/i;
/** js-debug's bootloader, given to Node as `--require <path>`, with or without quotes. */
const DEBUGGER_PRELOAD =
  /(?:--require|-r|--import)[= ](?:"[^"]*(?:js-debug|bootloader)[^"]*"|\S*(?:js-debug|bootloader)\S*)/g;

/** A door to the user's keys: whoever has it signs in as the user. */
const AGENT_NAME = /^(SSH_AUTH_SOCK|GIT_ASKPASS|SSH_ASKPASS|GPG_AGENT_INFO)$/;
const PATH_NAME = /^path$/i;
/** Who a proxy is told that one is, in its address. */
const PROXY_NAME = /_proxy$/i;
const USER_IN_ADDRESS = /(?<=:\/\/)[^/@]*@/;
/** The password of a service on this machine or of the same test setup, which has a name without dots, protects nothing. */
const LOCAL_ADDRESS = /:\/\/[^/@]*@(localhost|127(\.\d+){3}|\[::1\]|[\w-]+)([:/?]|$)/;

/** A path, or too short to be told from a word. */
const NO_SECRET_VALUE = /^[/~.]|[\\\s]|^.{0,11}$/;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment for a child: `inherited` without secrets and without what an editor adds, without colour, then
 * `added` on top.
 */
export function processEnvironment(
  inherited: Environment,
  added: Environment = {},
): Record<string, string> {
  const merged = {
    ...Object.fromEntries(Object.entries(inherited).flatMap(harmless)),
    NODE_OPTIONS: withoutDebugger(inherited['NODE_OPTIONS']),
    NO_COLOR: '1',
    FORCE_COLOR: '0',
    TERM: 'dumb',
    ...added,
  };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The variable as tests may have it; none when it is a secret, by its name or by the shape of its value. */
function harmless([name, value]: readonly [string, string | undefined]): readonly [
  string,
  string | undefined,
][] {
  if ([SECRET_NAME, HOST_NAME, AGENT_NAME].some((names) => names.test(name))) return [];
  if (PATH_NAME.test(name)) return [[name, absolutePath(value)]];
  const told = PROXY_NAME.test(name) ? value?.replace(USER_IN_ADDRESS, '') : value;
  const isSecret = secretsIn(told ?? '').length > 0 && !LOCAL_ADDRESS.test(told ?? '');
  return isSecret ? [] : [[name, told]];
}

/** Without entries such as `.`, by which the folder that is tested would choose programs. */
function absolutePath(path = ''): string {
  return path.split(delimiter).filter(isAbsolute).join(delimiter);
}

function withoutDebugger(nodeOptions: string | undefined): string | undefined {
  const rest = nodeOptions?.replaceAll(DEBUGGER_PRELOAD, ' ').replaceAll(/ {2,}/g, ' ').trim();
  return rest === '' ? undefined : rest;
}

/** The values of variables that hold secrets by their names. */
export function secretValues(inherited: Environment): readonly string[] {
  return Object.entries(inherited).flatMap(([name, value = '']) =>
    SECRET_NAME.test(name) && !NO_SECRET_VALUE.test(value) ? [value] : [],
  );
}
