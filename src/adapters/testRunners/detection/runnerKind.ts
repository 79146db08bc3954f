import type { TestRunner } from '../../../core/ports';
import type { Project } from './project';
import type { RunnerArguments } from './runnerArguments';

/** How a runner is called in one workspace. */
export interface RunnerSetup extends RunnerArguments {
  /** Absolute path of the workspace itself, whose dependencies are used. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the folder with our reporters. */
  readonly reportersFolder: string;
}

/** One test runner: how it is known by its command, by a project's files, and how it is driven. */
export interface RunnerKind {
  /** As people name it. */
  readonly name: string;
  /** Paths of its test files, relative with `/`; of several runners one that has tests is meant. */
  readonly testFile: RegExp;
  /** The arguments in a command's words behind `program`, a bare lower-case name; undefined when it calls something else. */
  recognise(program: string, words: readonly string[]): RunnerArguments | undefined;
  /** Whether the project is tested with it, by its configuration, dependencies and imports. */
  isUsed(project: Project): boolean | Promise<boolean>;
  /** Whether the project's configuration names it; decides between runners that both have tests. */
  isConfigured?(project: Project): boolean | Promise<boolean>;
  /** Throws an `ExplainedError`, `environment`, when something that it needs is not installed. */
  create(setup: RunnerSetup): Promise<TestRunner>;
}
