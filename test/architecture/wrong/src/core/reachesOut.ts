import type { Uri } from 'vscode';
import { readFileSync } from 'node:fs';
import { adapter } from '../adapters/adapter';

export const wrong = (uri: Uri): string => readFileSync(uri.fsPath, adapter);
