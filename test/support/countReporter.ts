import type { Reporter, TestModule } from 'vitest/node';

/** Closes a run with one line that counts all tests: `N passed, N failed, N skipped`. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      const groups = [module, ...module.children.allSuites()];
      counts.failed += groups.filter((group) => group.errors().length > 0).length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === 'pending' ? 'skipped' : state] += 1;
      }
    }
    const { passed, failed, skipped } = counts;
    process.on('exit', () => {
      process.stdout.write(
        `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped\n`,
      );
    });
  }
}
