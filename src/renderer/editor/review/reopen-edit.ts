import type { Edit } from '../../../shared/edit.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { Studio } from '../../studio.ts';

/** Opens the editor with everything that an edit was asked for with: its picture, what was marked, and its words. */
export function reopenEdit(
  { edits, router }: Pick<Studio, 'edits' | 'router'>,
  { prompt, count }: Pick<GenerationRequest, 'prompt' | 'count'>,
  { original, mask, canvas, mode }: Edit,
): void {
  edits.keepDraft(original, { prompt, count, mode, size: 'auto', references: [], mask: { id: mask, canvas } });
  router.edit({ what: 'picture', id: original });
}
