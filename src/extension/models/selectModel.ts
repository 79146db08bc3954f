import type * as vscode from 'vscode';
import { addServer, nameModel } from './addServer';
import { keyPlace } from './keyPlace';
import { pickModel } from './pickModel';
import { useModel } from './useModel';

/** Lets the developer choose who proposes fixes. */
export async function selectModel(secrets: vscode.SecretStorage): Promise<void> {
  const place = keyPlace(secrets);
  const choice = await pickModel(place);
  switch (choice?.kind) {
    case undefined:
      return;
    case 'add-server':
      return addServer(place);
    case 'name-model':
      return nameModel(place, choice.baseUrl);
    case 'builtin':
    case 'vscode':
    case 'server':
      return useModel(secrets, choice);
  }
}
