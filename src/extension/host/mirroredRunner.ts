import type { TestRunner } from '../../core/ports';

/** The same runner, with every piece of live output also given to `onOutput`. */
export function mirroredRunner(runner: TestRunner, onOutput: (text: string) => void): TestRunner {
  return {
    name: runner.name,
    run: (request, signal) => {
      const both = (text: string): void => {
        request.onOutput?.(text);
        onOutput(text);
      };
      return runner.run({ ...request, onOutput: both }, signal);
    },
  };
}
