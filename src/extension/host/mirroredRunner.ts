import type { TestRunner } from '../../core/ports';
import { PathSwap } from './pathSwap';

/** Who hears the live output of test runs, and the folder whose copies they run in. */
export interface Mirror {
  readonly root: string;
  readonly onOutput: (text: string) => void;
}

/**
 * The same runner, with every piece of live output also given to the mirror. There it names the files of the folder
 * instead of those of the copy, so that a click on a place opens the developer's own file.
 */
export function mirroredRunner(runner: TestRunner, { root, onOutput }: Mirror): TestRunner {
  return {
    ...runner,
    run: async (request, signal) => {
      const swap = new PathSwap(request.root, root);
      const show = (text: string): void => {
        if (text !== '') onOutput(text);
      };
      const both = (text: string): void => {
        request.onOutput?.(text);
        show(swap.next(text));
      };
      try {
        return await runner.run({ ...request, onOutput: both }, signal);
      } finally {
        show(swap.end());
      }
    },
  };
}
