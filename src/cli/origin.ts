import { serverAddress } from '../adapters/models/serverAddress';
import type { Origin } from '../core/session/task';
import type { Environment, Models } from './chooseModel';
import type { FixOptions } from './fixOptions';
import { given } from './given';

/** What options and environment chose for a new session with these models. */
export function originOf(
  { baseUrl, test, runner }: FixOptions,
  { model }: Models,
  environment: Environment,
): Origin {
  const server = baseUrl ?? environment['OPENAI_BASE_URL'];
  const isNamed = model !== undefined && server !== undefined;
  const address = isNamed ? serverAddress(server) : undefined;
  return given({ baseUrl: address, testCommand: test, runner });
}
