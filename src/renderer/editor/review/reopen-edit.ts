import type { Edit } from '../../../shared/edit.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { Studio } from '../../studio.ts';
import { sentWords } from './words.ts';

/** Opens the editor with everything that an edit was asked for with: its picture, what was marked, and its words. What was begun there gives way. */
export function reopenEdit(
  { edits, router, notices, language }: Pick<Studio, 'edits' | 'router' | 'notices' | 'language'>,
  { prompt, count }: Pick<GenerationRequest, 'prompt' | 'count'>,
  { original, mask, canvas, mode }: Edit,
): void {
  const before = edits.replaceDraft(original, { prompt, count, mode, size: 'auto', references: [], mask: { id: mask, canvas } });
  const t = language.of(sentWords);
  if (before?.mask && before.mask.id !== mask) notices.show({ tone: 'plain', text: t.maskPutAside });
  else if (before && before.prompt.trim() !== '' && before.prompt !== prompt) notices.show({ tone: 'plain', text: t.wordsReplaced });
  router.edit({ what: 'picture', id: original });
}
