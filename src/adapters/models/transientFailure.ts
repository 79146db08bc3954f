import { apiFailure } from './apiFailure';
import { BrokenReply } from './brokenReply';
import { systemCodeOf } from './systemCode';

/** Codes of connections that broke while in use; those that could not be made are not among them. */
const BROKEN_CONNECTION =
  /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_BODY_TIMEOUT|UND_ERR_HEADERS_TIMEOUT)$/;

/** For a failure that usually passes: how long the server asks to wait, in milliseconds; else undefined. */
export function transientFailure(error: unknown): { readonly askedMs?: number } | undefined {
  if (error instanceof BrokenReply) return {};
  const failure = apiFailure(error);
  if (failure === undefined) {
    const code = systemCodeOf(error);
    return code !== undefined && BROKEN_CONNECTION.test(code) ? {} : undefined;
  }
  const { status, code, headers } = failure;
  if (code === 'insufficient_quota' || !isPassingStatus(status)) return undefined;
  const askedMs = headers === undefined ? undefined : askedWait(headers);
  return askedMs === undefined ? {} : { askedMs };
}

/** An error inside a stream that had begun well is the server's trouble, not the request's. */
function isPassingStatus(status: number | undefined): boolean {
  return status === undefined || status === 408 || status === 429 || status >= 500;
}

function askedWait(headers: Headers): number | undefined {
  const milliseconds = Number(headers.get('retry-after-ms') ?? Number.NaN);
  const after = headers.get('retry-after');
  const seconds = Number(after ?? Number.NaN);
  const date = Date.parse(after ?? '') - Date.now();
  return [milliseconds, seconds * 1000, date].find((wait) => Number.isFinite(wait) && wait > 0);
}
