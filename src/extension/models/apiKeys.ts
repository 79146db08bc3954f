import type * as vscode from 'vscode';
import { type Endpoints, type Environment, mayTakeEnvironmentKey, originOf } from './endpoints';

/** What keeps the keys. */
export type KeyStore = Pick<vscode.SecretStorage, 'keys' | 'get' | 'store' | 'delete'>;

/** Where keys come from; a key belongs to the origin of a base URL and goes nowhere else. */
export interface KeyPlace {
  readonly secrets: KeyStore;
  readonly endpoints: Endpoints;
  readonly environment: Environment;
}

/** The key for a server: the one stored for its origin, else that of the environment where it may go; undefined when there is none. */
export async function readApiKey(place: KeyPlace, baseUrl: string): Promise<string | undefined> {
  const { secrets, endpoints, environment } = place;
  await takeOverOldKey(place);
  const origin = originOf(baseUrl);
  if (origin === undefined) return undefined;
  const stored = await secrets.get(PREFIX + origin);
  if (stored !== undefined && stored !== '') return stored;
  const isSetByHand = (await secrets.get(BY_HAND + origin)) !== undefined;
  const added = endpoints.added.filter((each) => !isSetByHand || originOf(each) !== origin);
  if (!mayTakeEnvironmentKey(baseUrl, { ...endpoints, added }, environment)) return undefined;
  const key = environment['OPENAI_API_KEY'];
  return key === '' ? undefined : key;
}

/** Stores the key for a server's origin; an empty one is forgotten. */
export async function storeApiKey(secrets: KeyStore, baseUrl: string, key: string): Promise<void> {
  const origin = originOf(baseUrl);
  if (origin === undefined) return;
  if (key === '') await secrets.delete(PREFIX + origin);
  else await secrets.store(PREFIX + origin, key);
}

/** Notes that a server was set by hand, so that it stays one that may have the environment's key when it is kept in the list. */
export async function noteSetByHand(secrets: KeyStore, baseUrl: string): Promise<void> {
  const origin = originOf(baseUrl);
  if (origin !== undefined) await secrets.store(BY_HAND + origin, 'yes');
}

/** Notes that a server was asked for a key of its own, whatever it was before. */
export async function noteAsked(secrets: KeyStore, baseUrl: string): Promise<void> {
  const origin = originOf(baseUrl);
  if (origin !== undefined) await secrets.delete(BY_HAND + origin);
}

/** The origins that a key is stored for, sorted. */
export async function originsWithKey(place: KeyPlace): Promise<readonly string[]> {
  await takeOverOldKey(place);
  const names = await place.secrets.keys();
  return names
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length))
    .sort();
}

/** The only key of earlier versions was meant for the server that was configured. */
async function takeOverOldKey({ secrets, endpoints }: KeyPlace): Promise<void> {
  const key = await secrets.get(OLD_NAME);
  if (key === undefined) return;
  const origin = originOf(endpoints.current);
  if (origin !== undefined && (await secrets.get(PREFIX + origin)) === undefined) {
    await secrets.store(PREFIX + origin, key);
  }
  await secrets.delete(OLD_NAME);
}

const PREFIX = 'fixpoint.apiKey:';
const BY_HAND = 'fixpoint.setByHand:';
const OLD_NAME = 'fixpoint.openai.apiKey';
