import * as vscode from 'vscode';
import { useTranslations } from './l10n';

// Files with sentences in constants ask for them while they are loaded, so this comes before them.
useTranslations((message, ...values) => vscode.l10n.t(message, ...values));
