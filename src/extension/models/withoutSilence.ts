import { BrokenReply } from '../../adapters/models/brokenReply';
import { FIRST_BYTE_MS, IDLE_MS, watchSilence } from '../../adapters/models/silenceWatch';

/** The pieces as they come; throws `BrokenReply` when the next one takes too long, whether or not their source can be ended. */
export async function* withoutSilence(
  pieces: AsyncIterable<string>,
  { firstByteMs = FIRST_BYTE_MS, idleMs = IDLE_MS } = {},
): AsyncGenerator<string> {
  let onSilence = (): void => undefined;
  const silence = new Promise<never>((_, reject) => {
    onSilence = () => {
      reject(new BrokenReply('the model fell silent in the middle of a reply'));
    };
  });
  const watch = watchSilence(firstByteMs, onSilence);
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), silence]);
      if (next.done === true) return;
      watch.heard(idleMs);
      yield next.value;
    }
  } finally {
    watch.stop();
  }
}
