import { APIConnectionError, APIError } from 'openai';

/** What a server said about a request that it did not do. */
export interface ApiFailure {
  /** The HTTP status; failures in mid-stream tell it in their code, if at all. */
  readonly status: number | undefined;
  readonly code: string;
  readonly type: string;
  /** The request's field that is at fault; empty when not told. */
  readonly param: string;
  readonly message: string;
  readonly headers: Headers | undefined;
}

/** A failure that the server answered with; undefined for one of the connection, and for anything else. */
export function apiFailure(error: unknown): ApiFailure | undefined {
  if (!(error instanceof APIError) || error instanceof APIConnectionError) return undefined;
  const status: unknown = error.status;
  const code: unknown = error.code;
  const numericCode = Number(code);
  const toldByCode = numericCode >= 400 && numericCode < 600 ? numericCode : undefined;
  return {
    status: typeof status === 'number' ? status : toldByCode,
    code: typeof code === 'string' ? code : '',
    type: error.type ?? '',
    param: error.param ?? '',
    message: error.message,
    headers: error.headers instanceof Headers ? error.headers : undefined,
  };
}
