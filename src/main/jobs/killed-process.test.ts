import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { Step } from './parts.ts';
import type { Errand } from './test-engine-process.ts';
import { makeRig, type Rig } from './test-rig.ts';

const script = join(import.meta.dirname, 'test-engine-process.ts');
const time = { speed: 50, startedAt: Date.now() };

/** Makes a job in another process and kills that one at a step; answers with the job's id. */
async function killAt(rig: Rig, errand: Omit<Errand, 'folder' | 'access' | 'speed' | 'startedAt'>): Promise<string> {
  const given: Errand = { ...errand, ...time, folder: rig.folder, access: rig.access };
  const child = spawn(process.execPath, [script, JSON.stringify(given)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [said] = (await Promise.race([once(child.stdout, 'data'), exited])) as unknown[];
  child.kill('SIGKILL');
  await exited;
  return String(said);
}

async function referencesIn(rig: Rig): Promise<string[]> {
  await rig.begin();
  const references = [await rig.input(1), await rig.input(2)];
  await rig.engine.die();
  return references;
}

describe('a process that is killed', { timeout: 30_000 }, () => {
  test.each<Step>(['uploading', 'uploaded', 'submitting', 'answered', 'accepted', 'completed', 'saving', 'saved', 'done'])(
    'at “%s” costs one charge, and every picture that was paid for arrives',
    async (step) => {
      const rig = await makeRig(time);
      const references = await referencesIn(rig);
      const id = await killAt(rig, { references, count: 2, step });
      await rig.begin();
      if (step === 'submitting') {
        // The one moment in which nobody can know: the person decides.
        await rig.until(id, 'unknown');
        expect(rig.charges).toHaveLength(0);
        await rig.engine.jobs.sendAgain(id);
      }
      await rig.expectKept(id, 2);
      expect(rig.charges).toMatchObject([{ idempotencyKey: id, charged: 5 }]);
      expect(await rig.engine.library.total()).toBe(2);
      expect(rig.engine.unexpected).toEqual([]);
    },
  );
});
