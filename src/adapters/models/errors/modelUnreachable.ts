import { ExplainedError } from '../../../core/errors';

/** Nothing answers at the model's address; `code` is the system's, such as `ECONNREFUSED`. */
export class ModelUnreachable extends ExplainedError {
  readonly code: string;

  constructor(host: string, code: string, isLocal: boolean) {
    const nextStep = isLocal
      ? 'start the local server (Ollama, LM Studio, llama.cpp, vLLM …) and check the port in the base URL'
      : 'check the base URL, the network and the proxy';
    super(
      `The model's server ${host} can't be reached: ${reasonOf(code)}; ${nextStep}.`,
      'configuration',
    );
    this.code = code;
  }
}

function reasonOf(code: string): string {
  if (code === 'ECONNREFUSED') return 'the connection was refused (ECONNREFUSED)';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the host name is not known (${code})`;
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return `no connection within the time limit (${code})`;
  if (/CERT|SSL|TLS|SIGNED|ISSUER/.test(code)) return `the secure connection failed (${code})`;
  return `the connection failed (${code})`;
}
