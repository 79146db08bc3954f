import type { RevisionFileSystem } from '../review/revisionFileSystem';
import type { RepairHost } from '../sessions/startRepair';
import type { CommandHandlers } from './register';

/** Putting right by hand what the next request is told; of a session that has ended it begins a branch. */
export function stageCommands(host: RepairHost, documents: RevisionFileSystem): CommandHandlers {
  return {
    editDiagnosis: async (argument) => {
      const { editDiagnosis } = await import('../stages/editStages');
      await editDiagnosis(host, documents, argument);
    },
    useDiagnosis: async () => {
      const { useDiagnosis } = await import('../stages/editStages');
      await useDiagnosis(host, documents);
    },
    editLocations: async (argument) => {
      const { editLocations } = await import('../stages/editStages');
      await editLocations(host, argument);
    },
    chooseTests: async (argument) => {
      const { chooseTests } = await import('../stages/editStages');
      await chooseTests(host, argument);
    },
  };
}
