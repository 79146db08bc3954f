import { ExplainedError } from '../errors';

/** Sizes in tokens; the prompt's is an estimate. */
export interface PromptSizes {
  readonly prompt: number;
  readonly reply: number;
  /** What the model can take, when the server said so. */
  readonly window?: number;
}

/** The prompt and the room for the reply exceed what the model can take. */
export class PromptTooLong extends ExplainedError {
  readonly sizes: PromptSizes;

  constructor(model: string, sizes: PromptSizes) {
    const window = sizes.window === undefined ? '' : ` of ${sizes.window} tokens`;
    super(
      `The prompt (about ${sizes.prompt} tokens) and the reply (up to ${sizes.reply}) do not fit the context${window} of model "${model}"; choose a model with a larger context, or name fewer tests.`,
      'configuration',
    );
    this.sizes = sizes;
  }
}
