import { networkOf } from './networkOf';

/** Where models are asked when no server is named. */
export const DEFAULT_BASE_URL = 'https://api.openai.com/v1';

/**
 * A server's address that may be kept and shown, alike for all ways to write it: without user name, password, query and
 * last slash. Undefined for what is no address.
 */
export function serverAddress(baseUrl = DEFAULT_BASE_URL): string | undefined {
  if (!URL.canParse(baseUrl)) return undefined;
  const url = new URL(baseUrl);
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href.replace(/\/$/, '');
}

/** Whether a base URL is of this machine. */
export function isLoopback(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && networkOf(new URL(baseUrl)) === 'loopback';
}

/** Whether a base URL leads into a private network, which its writer should know to be their own. */
export function isPrivateNetwork(baseUrl = DEFAULT_BASE_URL): boolean {
  return URL.canParse(baseUrl) && networkOf(new URL(baseUrl)) === 'private';
}

/** Whether key and code would go to a base URL in plain sight of the network. */
export function isInPlainSight(baseUrl: string): boolean {
  return /^http:/i.test(baseUrl.trim()) && !isLoopback(baseUrl);
}
