import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Activation, HostFigures, StepFigures } from './figures';
import { FAULTS, faultyText, type FaultName } from './largeProject';
import { LoopProbe } from './loopProbe';
import { TurnProfiler } from './turnProfiler';

/** What goes on behind a command is over by then: redrawing, tests of what was accepted, files that are written. */
const SETTLING_MS = 2_000;
/** FIXPOINT_BENCH_ONLY: `activation` measures only that, `profile` also leaves its profile in out/bench. */
const isActivationOnly = process.env['FIXPOINT_BENCH_ONLY'] !== undefined;
/** The editor itself is busy after its start. */
const STARTING_MS = 4_000;

/**
 * Runs inside the extension host: repairs, a review and repairs again, and writes the long turns of the event loop as
 * `HostFigures` into the file that FIXPOINT_BENCH_FILE names.
 */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('fixpoint.fixpoint');
  await extension?.activate();
  const steps = isActivationOnly ? [] : await stepsOf(extension?.extensionPath ?? '');
  const { fixpointActivation: activation } = globalThis as { fixpointActivation?: Activation };
  if (activation === undefined) throw new Error('The extension did not say how long it took.');
  const figures: HostFigures = { activation, steps };
  writeFileSync(process.env['FIXPOINT_BENCH_FILE'] ?? '', JSON.stringify(figures));
}

async function stepsOf(folder: string): Promise<readonly StepFigures[]> {
  await wait(STARTING_MS);
  const bench = new HostBench(folder);
  const steps = await bench.steps();
  bench.dispose();
  return steps;
}

class HostBench {
  private readonly probe = new LoopProbe();
  private readonly root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

  /** `own` is the extension's folder. */
  constructor(private readonly own: string) {}

  async steps(): Promise<StepFigures[]> {
    return [
      await this.step('idle', () => wait(SETTLING_MS)),
      await this.repair('model', 'openai', ['small', 'large']),
      await this.step('review', async () => {
        await vscode.commands.executeCommand('fixpoint.review');
        await wait(SETTLING_MS);
        await vscode.commands.executeCommand('fixpoint.acceptAll');
        await wait(SETTLING_MS);
      }),
      await this.repair('built-in, 1 KB file', 'builtin', ['small']),
      await this.repair('built-in, 116 KB file', 'builtin', ['large']),
      await this.repair('model again', 'openai', ['small', 'large']),
    ];
  }

  dispose(): void {
    this.probe.dispose();
  }

  private async repair(
    name: string,
    provider: string,
    faults: readonly FaultName[],
  ): Promise<StepFigures> {
    for (const [key, fault] of Object.entries(FAULTS)) {
      const isWrong = faults.includes(key as FaultName);
      await writeFile(join(this.root, fault.path), faultyText(fault, isWrong));
    }
    const settings = vscode.workspace.getConfiguration('fixpoint');
    await settings.update('provider', provider, vscode.ConfigurationTarget.Global);
    await wait(SETTLING_MS);
    return this.step(name, async () => {
      await vscode.commands.executeCommand('fixpoint.fixFailingTests');
      await wait(SETTLING_MS);
    });
  }

  private async step(name: string, action: () => Promise<unknown>): Promise<StepFigures> {
    const profiler = await TurnProfiler.start();
    await wait(0);
    this.probe.take();
    await action();
    const turns = this.probe.take();
    const places = await profiler.stop(turns, this.own);
    return {
      name,
      turns: places.map((place, index) => ({ ...place, cpuMs: turns[index]?.cpuMs ?? 0 })),
    };
  }
}
