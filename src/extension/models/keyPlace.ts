import type * as vscode from 'vscode';
import { readSettings } from '../host/readSettings';
import type { KeyPlace } from './apiKeys';
import { endpointsOf } from './endpoints';

/** Where the keys are, with the servers that are configured now. */
export function keyPlace(secrets: vscode.SecretStorage): KeyPlace {
  const environment = process.env;
  return { secrets, environment, endpoints: endpointsOf(readSettings(), environment) };
}
