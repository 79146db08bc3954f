import { ExplainedError } from '../../../core/errors';

/** The server wants a key, or another one than it was given. */
export class ModelRefusedKey extends ExplainedError {
  constructor(host: string, hasKey: boolean) {
    super(
      hasKey
        ? `${host} refused the key; check that OPENAI_API_KEY or the stored key is right and may use this model.`
        : `${host} wants a key and none is set; put it into OPENAI_API_KEY or store it with the editor's command.`,
      'configuration',
    );
  }
}
