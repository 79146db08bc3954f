type Translate = (message: string, ...values: readonly Value[]) => string;
type Value = string | number | boolean;

let translate: Translate = filled;

/** What `vscode.l10n` is, for files that can't import `vscode`; English until `useTranslations` was called. */
export const l10n: { readonly t: Translate } = {
  t: (message, ...values) => translate(message, ...values),
};

/** Lets `l10n` translate from now on. */
export function useTranslations(editors: Translate): void {
  translate = editors;
}

function filled(message: string, ...values: readonly Value[]): string {
  return message.replaceAll(/\{(\d+)\}/g, (hole, index) => String(values[Number(index)] ?? hole));
}
