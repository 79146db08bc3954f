import * as vscode from 'vscode';
import type { Frame, Problem } from '../../core/testReport';

/** A problem as the editor shows it in place: with the two values as a diff, and where it happened. */
export function testMessage(
  { message, name, expected, actual, frames }: Problem,
  { folder, file }: { readonly folder: vscode.Uri; readonly file: string },
): vscode.TestMessage {
  const text = name === undefined || message.includes(name) ? message : `${name}: ${message}`;
  const shown =
    expected !== undefined && actual !== undefined
      ? vscode.TestMessage.diff(text, expected, actual)
      : new vscode.TestMessage(text);
  // In the test's own file, the outermost call is the test itself.
  const place = frames.findLast((frame) => frame.file === file) ?? frames[0];
  if (place) shown.location = new vscode.Location(uriOf(folder, place), positionOf(place));
  if (frames.length > 0) {
    shown.stackTrace = frames.map(
      (frame) =>
        new vscode.TestMessageStackFrame(
          frame.function ?? frame.file,
          uriOf(folder, frame),
          positionOf(frame),
        ),
    );
  }
  return shown;
}

function uriOf(folder: vscode.Uri, { file }: Frame): vscode.Uri {
  return vscode.Uri.joinPath(folder, file);
}

function positionOf({ line, column = 1 }: Frame): vscode.Position {
  return new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
}
