import type { Sessions } from '../sessions/sessions';
import type { CommandHandlers } from './register';

/** Comparing revisions of one session with each other and with the original code. */
export function compareCommands(sessions: Sessions): CommandHandlers {
  return {
    compareRevisions: async (argument, selected) => {
      const { compareRevisions } = await import('../compare/chooseRevisions');
      await compareRevisions(sessions, argument, selected);
    },
    compareAlternatives: async (argument) => {
      const { compareAlternatives } = await import('../compare/chooseRevisions');
      await compareAlternatives(sessions, argument);
    },
  };
}
