import * as vscode from 'vscode';

export type CommandHandlers = Readonly<Record<string, (argument: unknown) => unknown>>;

/** Registers commands by their name without `fixpoint.`; what a handler throws or rejects with goes to `onProblem`. */
export function registerCommands(
  handlers: CommandHandlers,
  onProblem: (problem: unknown) => void,
): vscode.Disposable {
  const registrations = Object.entries(handlers).map(([name, handler]) =>
    vscode.commands.registerCommand(`fixpoint.${name}`, async (argument: unknown) => {
      try {
        await handler(argument);
      } catch (problem) {
        onProblem(problem);
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
