import { tick } from 'svelte';

import type { Edit } from '../../../shared/edit.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { EditTarget } from '../../router.svelte.ts';
import type { Studio } from '../../studio.ts';
import type { EditDraft } from '../edit-memory.ts';
import { sentWords } from './words.ts';

type Parts = Pick<Studio, 'edits' | 'router' | 'notices' | 'language'>;

/**
 * Opens the editor with everything that an edit was asked for with: its picture, what was marked, and its words. What was begun there
 * gives way. Answers with how to bring that back.
 */
export async function reopenEdit(
  { edits, router, notices, language }: Parts,
  { prompt, count }: Pick<GenerationRequest, 'prompt' | 'count'>,
  { original, mask, canvas, mode }: Edit,
): Promise<() => Promise<void>> {
  // What was begun in an earlier run of the app gives way as well.
  await edits.begunOn(original);
  const before = edits.replaceDraft(original, { prompt, count, mode, size: 'auto', references: [], mask: { id: mask, canvas } });
  const t = language.of(sentWords);
  if (before?.mask && before.mask.id !== mask) notices.show({ tone: 'plain', text: t.maskPutAside });
  else if (before && before.prompt.trim() !== '' && before.prompt !== prompt) notices.show({ tone: 'plain', text: t.wordsReplaced });
  const target = { what: 'picture', id: original } as const;
  router.edit(target);
  return () => bringBack({ edits, router }, target, before);
}

/** The editor leaves its own draft behind when it closes, so it goes first. */
async function bringBack(
  { edits, router }: Pick<Parts, 'edits' | 'router'>,
  target: Extract<EditTarget, { what: 'picture' }>,
  before: EditDraft | undefined,
): Promise<void> {
  if (router.edited === target) router.endEditing();
  await tick();
  await edits.begunOn(target.id);
  if (before) edits.replaceDraft(target.id, before);
  else edits.forget(target.id);
}
