import OpenAI from 'openai';

import { ExplainedError } from '../../core/errors';
import { ModelReplyUnreadable } from './errors/modelReplyUnreadable';
import { networkOf } from './networkOf';
import { DEFAULT_BASE_URL, isInPlainSight, isLoopback } from './serverAddress';

/** Where a model is, and with which key. */
export interface Connection {
  /** Host and port, for messages. */
  readonly host: string;
  /** Whether the host is this machine. */
  readonly isLocal: boolean;
  /** A client that never retries, redirects or prints; `onBytes` is called whenever a part of a reply arrives. */
  client(onBytes: () => void): OpenAI;
}

/** A model's reply with all its framing is far smaller. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Longer than any other limit, so that the package's own never strikes. */
const CLIENT_TIMEOUT_MS = 24 * 60 * 60 * 1000;

/** Checks address and key; throws an `ExplainedError` that does not repeat the key. */
export function openConnection(baseUrl = DEFAULT_BASE_URL, apiKey?: string): Connection {
  const url = parseBaseUrl(baseUrl);
  const key = apiKey?.trim();
  if (key !== undefined && !/^[\x21-\x7e]*$/.test(key)) {
    throw new ExplainedError(
      'The key has blanks or characters that no key has; copy it again into OPENAI_API_KEY or the key store.',
      'configuration',
    );
  }
  return {
    host: url.host,
    isLocal: isLoopback(url.href),
    client: (onBytes) =>
      new OpenAI({
        // The package insists on a key; the header goes only when there is one.
        apiKey: key === undefined || key === '' ? 'none' : key,
        adminAPIKey: null,
        baseURL: url.href.replace(/\/$/, ''),
        organization: null,
        project: null,
        ...(key === undefined || key === '' ? { defaultHeaders: { Authorization: null } } : {}),
        maxRetries: 0,
        timeout: CLIENT_TIMEOUT_MS,
        logLevel: 'off',
        fetch: (input, init) => fetchOnce(url, { input, init, onBytes }),
      }),
  };
}

function parseBaseUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new ExplainedError(
      'The base URL of the model is not an http or https address; write it like http://localhost:11434/v1.',
      'configuration',
    );
  }
  if (networkOf(url) === 'machine data') {
    throw new ExplainedError(
      `The address ${url.host} is where a machine asks for its own credentials, and no model; correct the base URL.`,
      'configuration',
    );
  }
  if (isInPlainSight(url.href)) {
    throw new ExplainedError(
      `The base URL of the model sends key and code to ${url.host} in plain sight; write https://, or reach the server through localhost, by a tunnel for instance.`,
      'configuration',
    );
  }
  return url;
}

interface FetchCall {
  readonly input: string | URL | Request;
  readonly init: RequestInit | undefined;
  readonly onBytes: () => void;
}

/** Redirects are not followed: the key and the code in the prompt are meant for the configured server alone. */
async function fetchOnce(url: URL, { input, init, onBytes }: FetchCall): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'manual' });
  onBytes();
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new ModelReplyUnreadable(url.host, `a redirect${targetOf(response, url)}`);
  }
  if (response.body === null) return response;
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counted(url, onBytes)), {
    status,
    statusText,
    headers,
  });
}

function targetOf(response: Response, url: URL): string {
  const location = response.headers.get('location') ?? '';
  return URL.canParse(location, url.href) ? ` to ${new URL(location, url).origin}` : '';
}

function counted(url: URL, onBytes: () => void): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      onBytes();
      bytes += chunk.byteLength;
      if (bytes <= MAX_BODY_BYTES) controller.enqueue(chunk);
      else controller.error(new ModelReplyUnreadable(url.host, 'more than 64 MB'));
    },
  });
}
