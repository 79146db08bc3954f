import type { AcceptedTests } from '../review/acceptedTests';
import type { RevisionFileSystem } from '../review/revisionFileSystem';
import type { Reviews } from '../review/reviews';
import type { WhyThreads } from '../review/whyThreads';
import type { RepairHost } from '../sessions/startRepair';
import { acceptedCommands } from './acceptedCommands';
import { compareCommands } from './compareCommands';
import { repairCommands } from './repairCommands';
import { reviewCommands } from './reviewCommands';
import { sampleCommands } from './sampleCommands';
import { sessionCommands } from './sessionCommands';
import { settingCommands } from './settingCommands';
import { stageCommands } from './stageCommands';
import { stepCommands } from './stepCommands';
import { whyCommands } from './whyCommands';
import { testCommands } from '../testing/testCommands';
import type { CommandHandlers } from './register';

/** What commands work on. */
interface CommandRooms extends RepairHost {
  readonly reviews: Reviews;
  readonly proposals: RevisionFileSystem;
  readonly threads: WhyThreads;
  readonly accepted: AcceptedTests;
}

/** Every command of Fixpoint, by its name without `fixpoint.`. */
export function allCommands(rooms: CommandRooms): CommandHandlers {
  const { context, log, sessions } = rooms;
  return {
    ...repairCommands(rooms),
    ...reviewCommands(rooms),
    ...whyCommands(rooms),
    ...acceptedCommands(rooms),
    ...stepCommands(sessions),
    ...testCommands(rooms),
    ...sampleCommands(context),
    ...sessionCommands(rooms),
    ...stageCommands(rooms, rooms.proposals),
    ...compareCommands(sessions),
    ...settingCommands({ secrets: context.secrets, log }),
  };
}
