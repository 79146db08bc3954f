import { wrong } from '../core/reachesOut';
import { window } from 'vscode';

export const adapter = 'utf8';
export const both = [wrong, window];
