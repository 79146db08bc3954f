import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RUN_ID_VARIABLE } from '../../src/adapters/processes/killTree';
import { listProcesses, readEnvironmentValue } from '../../src/adapters/processes/procFiles';
import { createRandom } from '../../src/core/search/random';
import { openFixpoint, type FixpointWindow } from './support/fixpointWindow';
import { skipWithoutHost } from './support/hostPrograms';
import { loopFix, shopWorkspace, wholeFix } from './support/shopWorkspace';

/** `npm run kills:vscode` asks for more. */
const KILLS = Number(process.env['FIXPOINT_KILLS'] ?? '2');
const SEED = Number(process.env['FIXPOINT_KILLS_SEED'] ?? '1');
const LONGEST_ROUND_MS = 180_000;
const SESSION = { timeoutMs: 90_000 };
/** A repair takes some of these, and an accept some of those. */
const REPAIR_MS = 4_000;
const ACCEPT_MS = 600;
const PATHS = ['src/cart.js', 'src/format.js', 'src/digits.js'];

describe.skipIf(skipWithoutHost())('an extension host that is killed', () => {
  let window: FixpointWindow;
  let workspace = '';
  let cache = '';
  let before: readonly (string | null)[] = [];

  beforeAll(async () => {
    workspace = await shopWorkspace('three');
    cache = mkdtempSync(join(tmpdir(), 'fixpoint-cache-'));
    before = texts();
    window = await openFixpoint({
      workspace,
      settings: { 'files.autoSave': 'off' },
      env: { XDG_CACHE_HOME: cache },
    });
  }, 300_000);

  afterAll(async () => {
    await window.dispose();
    rmSync(cache, { recursive: true, force: true });
  });

  function texts(): readonly (string | null)[] {
    return PATHS.map((path) => {
      try {
        return readFileSync(join(workspace, path), 'utf8');
      } catch {
        return null;
      }
    });
  }

  /** Which side all files are on; undefined when they are mixed. */
  function wholeness(): 'old' | 'new' | undefined {
    const now = texts();
    if (JSON.stringify(now) === JSON.stringify(before)) return 'old';
    const [cart, format, digits] = now;
    const isNew =
      cart?.includes('i < items.length; i++') === true &&
      cart.includes('item.name') &&
      format?.includes('toFixed(DIGITS)') === true &&
      digits !== null;
    return isNew ? 'new' : undefined;
  }

  function putBack(): void {
    PATHS.forEach((path, index) => {
      const text = before[index] ?? null;
      if (text === null) rmSync(join(workspace, path), { force: true });
      else writeFileSync(join(workspace, path), text);
    });
  }

  async function repair(): Promise<void> {
    window.model.push(`${loopFix}\n${wholeFix}`);
    await window.workbench.runCommand('Fixpoint: Fix Failing Tests');
  }

  /** Kills the hosts of the window, and loads it again. */
  async function killAndReload(): Promise<void> {
    for (const pid of window.code.extensionHosts()) process.kill(pid, 'SIGKILL');
    await window.code.reload();
    await window.workbench.sideBar.open('Repairs');
    // Commands answer only when the extension is up, and what was cut off has been made whole.
    await window.workbench.runCommand('Fixpoint: Show Log');
    await window.workbench.clearNotifications();
  }

  test(
    'faults 80, 81: at any moment of a repair or an accept leaves each file whole, and the next start works',
    async () => {
      const random = createRandom(SEED, 'host kills');
      const { workbench } = window;
      let accepted: readonly (string | null)[] | undefined;
      const seen: string[] = [];
      for (let round = 0; round < KILLS; round++) {
        await repair();
        const inAccept = round % 2 === 0;
        if (inAccept) {
          await workbench.notification('Fixed: 3 of 3', SESSION);
          await workbench.clearNotifications();
          await workbench.runCommand('Fixpoint: Accept All');
        }
        await delay(Math.round(random() * (inAccept ? ACCEPT_MS : REPAIR_MS)));
        await killAndReload();
        // The extension makes it whole a moment after its start.
        const whole = await workbench.wait('whole files', () => Promise.resolve(wholeness()));
        if (whole === 'new') {
          accepted ??= texts();
          expect(texts()).toEqual(accepted);
        }
        seen.push(whole);
        putBack();
      }
      await repair();
      await workbench.notification('Fixed: 3 of 3', SESSION);
      await workbench.wait('the copies to go', () =>
        Promise.resolve(readdirSync(join(cache, 'fixpoint', 'trees')).length === 0),
      );
      expect(await runsLeft()).toEqual([]);
      expect(seen).toHaveLength(KILLS);
      console.log(`${String(KILLS)} kills: ${seen.join(' ')}`);
    },
    (KILLS + 1) * LONGEST_ROUND_MS,
  );

  /** The runs of tests in copies of this window that are still there. */
  async function runsLeft(): Promise<readonly string[]> {
    const ids = await Promise.all(
      (await listProcesses()).map((pid) => readEnvironmentValue(pid, RUN_ID_VARIABLE)),
    );
    return ids.filter((id) => id !== undefined).filter((id) => id.includes(cache));
  }
});
