import { rm } from 'node:fs/promises';
import { inject } from 'vitest';
import { startScriptedModel, type ScriptedModel } from '../../support/scriptedModel';
import { openVsCode, type OpenVsCode, type VsCodeOptions } from './vscodeHost';
import type { Workbench } from './workbench';

/** A window with the packaged extension on a workspace of its own. */
export interface FixpointWindow {
  readonly code: OpenVsCode;
  readonly workbench: Workbench;
  /** The model that is configured, and answers from its queue. */
  readonly model: ScriptedModel;
  /** Waits until the extension says in the status bar who proposes from now on: the settings are stored, and it knows of them. */
  readonly waitForProposer: (name: string) => Promise<void>;
  /** Closes the window and the model, and removes the workspace. */
  readonly dispose: () => Promise<void>;
}

export interface FixpointWindowOptions extends VsCodeOptions {
  /** Whether the scripted model is chosen in the settings; else it is only there. */
  readonly choosesModel?: boolean;
}

/** Opens a window as a user has it who installed Fixpoint and chose a model; the Repairs view is shown. */
export async function openFixpoint({
  choosesModel = true,
  ...options
}: FixpointWindowOptions): Promise<FixpointWindow> {
  const model = await startScriptedModel();
  const chosen = {
    'fixpoint.provider': 'openai',
    'fixpoint.model': 'scripted',
    'fixpoint.baseUrl': model.baseUrl,
  };
  const code = await openVsCode({
    extensionsFolder: inject('extensionsFolder'),
    ...options,
    env: {
      OPENAI_API_KEY: 'not-a-real-key',
      FIXPOINT_TEST_MODEL: model.baseUrl,
      ...options.env,
    },
    settings: { ...(choosesModel && chosen), ...options.settings },
  });
  await code.workbench.sideBar.open('Repairs');
  return {
    code,
    workbench: code.workbench,
    model,
    waitForProposer: async (name) => {
      const said = `Fixes are proposed by ${name}.`;
      const { workbench } = code;
      const isSaid = async (): Promise<boolean> => (await workbench.statusBar()).includes(said);
      await workbench.wait(said, isSaid);
      // The sentence stands for some seconds, and must not be taken for that of the next choice.
      await workbench.wait(`"${said}" to go`, async () => !(await isSaid()));
    },
    dispose: async () => {
      await code.dispose();
      await model.close();
      if (options.workspace !== '') await rm(options.workspace, { recursive: true, force: true });
    },
  };
}
