/** What tells a language model of VS Code from others. */
export interface ChatModelName {
  readonly id: string;
  readonly vendor: string;
  readonly family: string;
}

/** The model that a setting names: by `vendor/family`, `vendor/id` or id, in this order; undefined when there is none. */
export function findChatModel<T extends ChatModelName>(
  models: readonly T[],
  name: string,
): T | undefined {
  return (
    models.find((model) => shortName(model) === name) ??
    models.find((model) => longName(model) === name || model.id === name)
  );
}

/** The shortest name by which `findChatModel` finds this model among these. */
export function chatModelName(model: ChatModelName, models: readonly ChatModelName[]): string {
  const isFirst = models.find((each) => shortName(each) === shortName(model))?.id === model.id;
  return isFirst ? shortName(model) : longName(model);
}

function shortName({ vendor, family }: ChatModelName): string {
  return `${vendor}/${family}`;
}

function longName({ vendor, id }: ChatModelName): string {
  return `${vendor}/${id}`;
}
