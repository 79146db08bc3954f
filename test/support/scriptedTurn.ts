import type { ModelMessage } from '../../src/core/ports';

/** What a scripted model does at one request: a text stands for a whole reply. */
export type ScriptedReply =
  string | ((messages: readonly ModelMessage[]) => string | ScriptedTurn) | ScriptedTurn;

export type ScriptedTurn =
  | {
      readonly kind: 'reply';
      readonly text: string;
      /** `stop` by default; `length`, `content_filter` … as the protocol names them. */
      readonly finish?: string;
      /** As the protocol names it; estimated by default. */
      readonly usage?:
        { readonly prompt_tokens: number; readonly completion_tokens: number } | 'missing';
      /** Further fields of the message, such as `refusal`. */
      readonly message?: Readonly<Record<string, unknown>>;
      /** The model that the server says has answered; the one asked by default. */
      readonly answeredBy?: string;
      /** Answers with one JSON object although a stream was asked for. */
      readonly neverStreams?: boolean;
      /** Time after each piece. */
      readonly pauseMs?: number;
      /** Keeps the connection open after the last piece. */
      readonly staysOpen?: boolean;
    }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Sent as JSON. */
      readonly body?: unknown;
    }
  | {
      readonly kind: 'raw';
      readonly status?: number;
      readonly contentType: string;
      readonly body: string;
    }
  /** Breaks the connection before any answer. */
  | { readonly kind: 'reset' }
  /** Streams the text, then breaks the connection, falls silent, or ends without saying why. */
  | { readonly kind: 'cut' | 'stall' | 'unfinished'; readonly text: string };

/** What a reply of a script means for these messages. */
export function turnOf(reply: ScriptedReply, messages: readonly ModelMessage[]): ScriptedTurn {
  const told = typeof reply === 'function' ? reply(messages) : reply;
  return typeof told === 'string' ? { kind: 'reply', text: told } : told;
}
