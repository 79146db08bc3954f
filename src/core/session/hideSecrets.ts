import { mapTexts, SecretVault } from '../guards/secretVault';
import type { Model } from '../ports';
import type { SolvePorts } from './bench';
import type { SessionEvent } from './events';

/**
 * The ports of a session from which no secret goes out: models get and journals keep placeholders, and what models send back
 * has the secrets again, so that an edit beside one applies. `past` of the journal has its secrets back, too.
 */
export async function hideSecrets(ports: SolvePorts): Promise<SolvePorts> {
  const { model, feedbackModel, journal, secrets } = ports;
  const vault = new SecretVault(secrets);
  const past = journal.past && (await shownPast(journal.past, vault, ports));
  return {
    ...ports,
    ...(model && { model: hiding(model, vault) }),
    ...(feedbackModel && { feedbackModel: hiding(feedbackModel, vault) }),
    journal: {
      ...(past && { past }),
      append: (event) => journal.append(mapTexts(event, (text) => vault.hide(text))),
    },
  };
}

function hiding(model: Model, vault: SecretVault): Model {
  return {
    ...model,
    async complete(request, signal) {
      const messages = mapTexts(request.messages, (text) => vault.hide(text));
      const reply = await model.complete({ ...request, messages }, signal);
      return { ...reply, text: vault.show(reply.text) };
    },
  };
}

/** The secrets of earlier revisions are those of the files that they change. */
async function shownPast(
  past: readonly SessionEvent[],
  vault: SecretVault,
  { workspace }: SolvePorts,
): Promise<readonly SessionEvent[]> {
  const changed = past.flatMap((event) =>
    event.kind === 'patch' ? event.revision.files.map(({ path }) => path) : [],
  );
  for (const path of new Set(changed)) vault.learn((await workspace.read(path)) ?? '');
  return past.map((event) => mapTexts(event, (text) => vault.show(text)));
}
