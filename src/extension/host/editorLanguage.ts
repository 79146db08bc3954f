import * as vscode from 'vscode';
import { useTranslations } from './l10n';

// Imported first: files with sentences in constants ask for them while they are loaded.
useTranslations((message, ...values) => vscode.l10n.t(message, ...values));
