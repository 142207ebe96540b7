import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import type { Draft as DraftData } from '../../shared/draft.ts';
import { Failure } from '../../shared/failure.ts';
import type { Input } from '../../shared/input.ts';
import { modelFor } from '../../shared/model.ts';
import { loopback } from '../bridge/loopback.ts';
import { Draft } from './draft.svelte.ts';
import { References } from './references.svelte.ts';

const reference: Input = { id: 'a'.repeat(64), name: 'cat.png', kind: 'png', widthPx: 10, heightPx: 10, bytes: 100 };
const kept: DraftData = {
  prompt: 'a fox',
  size: '3:2',
  count: 2,
  references: [reference.id, 'b'.repeat(64)],
  callbackUrl: 'https://example.com',
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function draftOver(stored: DraftData): { draft: Draft; saved: DraftData[] } {
  const saved: DraftData[] = [];
  const { client } = loopback(serve, {
    draft: { load: () => stored, save: (draft) => void saved.push(draft) },
    inputs: { describe: (ids) => (ids.includes(reference.id) ? [reference] : []) },
  });
  return { draft: new Draft(client.draft, new References(client.inputs, () => modelFor('gpt-4o-image'))), saved };
}

test('a restart finds the draft again, with those references that are still there', async () => {
  const { draft } = draftOver(kept);
  await draft.load();
  expect(draft).toMatchObject({ prompt: 'a fox', size: '3:2', count: 2, callbackUrl: 'https://example.com' });
  expect(draft.references.all).toEqual([reference]);
});

test('a library that is away keeps the references from coming back for now, and costs neither words nor references', async () => {
  const saved: DraftData[] = [];
  let isAway = true;
  const { client } = loopback(serve, {
    draft: { load: () => kept, save: (draft) => void saved.push(draft) },
    inputs: {
      describe: () => {
        if (isAway) throw new Failure('library-unavailable', 'ENOENT');
        return [reference];
      },
    },
  });
  const draft = new Draft(client.draft, new References(client.inputs, () => modelFor('gpt-4o-image')));
  await draft.load();
  expect([draft.prompt, draft.references.ids, draft.references.unavailableCount]).toEqual(['a fox', [], 2]);
  draft.prompt = 'a fox in the snow';
  await draft.flush();
  expect(saved.at(-1)?.references).toEqual(kept.references);

  await draft.references.recover();
  expect(draft.references.unavailableCount).toBe(2);
  isAway = false;
  await draft.references.recover();
  expect([draft.references.ids, draft.references.unavailableCount]).toEqual([[reference.id], 0]);
});

test('many changes in a row are saved once, with the last of them', async () => {
  const { draft, saved } = draftOver(kept);
  await draft.load();
  draft.prompt = 'a fox i';
  draft.prompt = 'a fox in';
  draft.size = '1:1';
  await vi.advanceTimersByTimeAsync(1000);
  expect(saved).toEqual([{ ...kept, prompt: 'a fox in', size: '1:1', references: [reference.id] }]);
});

test('loading alone saves nothing', async () => {
  const { draft, saved } = draftOver(kept);
  await draft.load();
  await vi.advanceTimersByTimeAsync(1000);
  expect(saved).toEqual([]);
});

test('a window that closes saves what waits, and nothing twice', async () => {
  const { draft, saved } = draftOver(kept);
  await draft.load();
  draft.count = 4;
  await draft.flush();
  await draft.flush();
  await vi.advanceTimersByTimeAsync(1000);
  expect(saved.map(({ count }) => count)).toEqual([4]);
});

test('removing a reference is a change like any other', async () => {
  const { draft, saved } = draftOver(kept);
  await draft.load();
  draft.references.remove(reference.id);
  await draft.flush();
  expect(saved.at(-1)?.references).toEqual([]);
});

test('the settings of an earlier picture fill the whole composer and are kept', async () => {
  const { draft, saved } = draftOver(kept);
  await draft.load();
  await draft.reuse({ prompt: 'a teapot', size: '2:3', count: 1, references: [], callbackUrl: '' });
  await draft.flush();
  expect(saved.at(-1)).toEqual({ prompt: 'a teapot', size: '2:3', count: 1, references: [], callbackUrl: '' });
});
