import './host/editorLanguage';
import type * as vscode from 'vscode';

/** What VS Code calls first. The rest is loaded after the language is known: constants hold sentences. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const extension = await import('./extension');
  extension.activate(context);
}
