import { DEFAULT_BASE_URL, serverAddress } from '../../adapters/models/serverAddress';
import type { Settings } from '../host/settings';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Which servers are known, and which of them is asked. */
export interface Endpoints {
  /** The base URL of the server that is asked. */
  readonly current: string;
  /** Base URLs that were added, in order. */
  readonly added: readonly string[];
}

/** The servers that settings and environment name; what is set comes before `OPENAI_BASE_URL`. */
export function endpointsOf(
  { baseUrl, endpoints }: Pick<Settings, 'baseUrl' | 'endpoints'>,
  environment: Environment,
): Endpoints {
  return { current: baseUrl ?? environmentUrl(environment) ?? DEFAULT_BASE_URL, added: endpoints };
}

/** The base URLs worth showing, each once, the one in use first; OpenAI's own only when it is used or was added. */
export function knownBaseUrls({ current, added }: Endpoints): readonly string[] {
  const byAddress = new Map([current, ...added].map((url) => [serverAddress(url) ?? url, url]));
  return [...byAddress.values()].filter((url) => serverAddress(url) !== undefined);
}

/** What was added, with one more base URL; the same server is not kept twice. */
export function withEndpoint(added: readonly string[], baseUrl: string): readonly string[] {
  return [...withoutEndpoint(added, baseUrl), baseUrl];
}

/** What was added, without a base URL, however it is written. */
export function withoutEndpoint(added: readonly string[], baseUrl: string): readonly string[] {
  return added.filter((each) => serverAddress(each) !== serverAddress(baseUrl));
}

/** Scheme, host and port of a base URL; undefined for what is no address of the web. */
export function originOf(baseUrl: string): string | undefined {
  if (!URL.canParse(baseUrl)) return undefined;
  const { origin, protocol } = new URL(baseUrl);
  return /^https?:$/.test(protocol) ? origin : undefined;
}

/** Whether a URL holds a name, a password, a query or a fragment, any of which may be a key. */
export function mayHoldKey(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password, search, hash } = new URL(url);
  return [username, password, search, hash].some((part) => part !== '');
}

/**
 * Whether `OPENAI_API_KEY` may go to a server: to the one that `OPENAI_BASE_URL` names, or without that to OpenAI's own
 * and to the one that is set by hand. A server that was added was asked for a key of its own, so it gets no other.
 */
export function mayTakeEnvironmentKey(
  baseUrl: string,
  { current, added }: Endpoints,
  environment: Environment,
): boolean {
  const origin = originOf(baseUrl);
  const named = environmentUrl(environment);
  if (origin === undefined) return false;
  if (named !== undefined) return origin === originOf(named);
  if (origin === originOf(DEFAULT_BASE_URL)) return true;
  const wasAdded = added.some((each) => originOf(each) === origin);
  return origin === originOf(current) && !wasAdded;
}

function environmentUrl(environment: Environment): string | undefined {
  const url = environment['OPENAI_BASE_URL']?.trim();
  return url === '' ? undefined : url;
}
