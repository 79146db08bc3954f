import * as vscode from 'vscode';
import type { FixTarget } from './fixTarget';
import { targetOf, uriOf } from './testTarget';

/** The items that a menu of the Testing view or of a failure hands over, of any extension: items, or `{ test, message }`. */
export function readItems(args: readonly unknown[]): readonly vscode.TestItem[] {
  return args.flatMap((argument) => {
    if (isItem(argument)) return [argument];
    if (typeof argument !== 'object' || argument === null || !('test' in argument)) return [];
    return isItem(argument.test) ? [argument.test] : [];
  });
}

/** What is to be fixed for these items, at least one; a sentence with the next step when that can't be told. */
export function fixTargetOf(items: readonly vscode.TestItem[]): FixTarget | string {
  const placed = items.flatMap((item) => withPlaces(item));
  const [first] = items;
  const name = first?.label ?? '';
  if (placed.length === 0) {
    return vscode.l10n.t(
      '"{0}" does not say in which file it lies. Open its file and run "Fixpoint: Fix Tests in This File".',
      name,
    );
  }
  const found = placed.flatMap(({ item, uri }) => {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder?.uri.scheme === 'file' ? [{ folder, target: targetIn(item, uri) }] : [];
  });
  const [start] = found;
  if (!start || found.length < placed.length) {
    return vscode.l10n.t(
      '"{0}" lies outside the folders of this workspace. Open its folder here and try again.',
      name,
    );
  }
  if (found.some(({ folder }) => folder !== start.folder)) {
    return vscode.l10n.t('These tests lie in several folders. Choose tests of one folder.');
  }
  const targets = [...new Set(found.map(({ target }) => target))];
  return {
    folder: start.folder.uri.toString(),
    // The folder itself means all of its tests.
    targets: targets.includes('') ? [] : targets,
    name: items.length === 1 ? name : vscode.l10n.t('{0} tests', items.length),
  };
}

interface PlacedItem {
  readonly item: vscode.TestItem;
  readonly uri: vscode.Uri;
}

/** Items that only group others have no place; what they group has. */
function withPlaces(item: vscode.TestItem): readonly PlacedItem[] {
  const uri = uriOf(item);
  if (uri instanceof vscode.Uri) return [{ item, uri }];
  return [...item.children].flatMap(([, child]) => withPlaces(child));
}

function targetIn(item: vscode.TestItem, uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(uri, false);
  const isRoot = vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() === uri.toString();
  return isRoot ? '' : targetOf(item, path);
}

function isItem(value: unknown): value is vscode.TestItem {
  if (typeof value !== 'object' || value === null) return false;
  return 'label' in value && typeof value.label === 'string' && 'children' in value;
}
