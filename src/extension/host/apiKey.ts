import type * as vscode from 'vscode';

const SECRET_NAME = 'fixpoint.openai.apiKey';

/** The key for the model server: the one stored with Set API Key, else `OPENAI_API_KEY`; undefined when there is none. */
export async function readApiKey(secrets: vscode.SecretStorage): Promise<string | undefined> {
  const key = (await secrets.get(SECRET_NAME)) ?? process.env['OPENAI_API_KEY'];
  return key === '' ? undefined : key;
}

/** Stores the key in the editor's secret storage; an empty one is forgotten. */
export async function storeApiKey(secrets: vscode.SecretStorage, key: string): Promise<void> {
  if (key === '') await secrets.delete(SECRET_NAME);
  else await secrets.store(SECRET_NAME, key);
}
