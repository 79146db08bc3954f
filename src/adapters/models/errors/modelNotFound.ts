import { ExplainedError } from '../../../core/errors';

/** The server answers, but has no such model, or no chat endpoint at this address. */
export class ModelNotFound extends ExplainedError {
  readonly model: string;

  constructor(host: string, model: string, isModelNamed: boolean) {
    super(
      isModelNamed
        ? `${host} has no model "${model}" for this key; choose one that it lists, or check the name.`
        : `${host} has no chat completions at this base URL (asked for model "${model}"); the base URL usually ends in /v1.`,
      'configuration',
    );
    this.model = model;
  }
}
