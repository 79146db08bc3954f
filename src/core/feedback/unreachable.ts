import { problemsOf, type Target } from '../selection/targets';
import type { Problem } from '../testReport';

/** How Node, Python and libc say that nobody answers at an address, or that a name has none. */
const UNREACHABLE =
  /E(CONNREFUSED|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)\b|\bfetch failed\b|Connection refused|Name or service not known|nodename nor servname|getaddrinfo failed|failure in name resolution|Network is unreachable|No route to host/i;

/** What targets could not reach over the network, as they tell it; undefined when some fail for another reason. */
export function unreachableOf(targets: readonly Target[]): string | undefined {
  const problems = targets.flatMap((target) => problemsOf(target).slice(0, 1));
  return problems.length > 0 && problems.every(isUnreachable) ? problems[0]?.message : undefined;
}

function isUnreachable({ kind, name = '', message }: Problem): boolean {
  return kind !== 'assert' && UNREACHABLE.test(`${name} ${message}`);
}
