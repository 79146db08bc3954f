import * as vscode from 'vscode';

/** What views and menus hand over comes first; of several selected rows the others come behind. */
export type CommandHandlers = Readonly<
  Record<string, (argument: unknown, ...more: readonly unknown[]) => unknown>
>;

/** Registers commands by their name without `fixpoint.`; what a handler throws or rejects with goes to `onProblem`. */
export function registerCommands(
  handlers: CommandHandlers,
  onProblem: (problem: unknown) => void,
): vscode.Disposable {
  const registrations = Object.entries(handlers).map(([name, handler]) =>
    vscode.commands.registerCommand(
      `fixpoint.${name}`,
      async (argument: unknown, ...more: readonly unknown[]) => {
        try {
          await handler(argument, ...more);
        } catch (problem) {
          onProblem(problem);
        }
      },
    ),
  );
  return vscode.Disposable.from(...registrations);
}
