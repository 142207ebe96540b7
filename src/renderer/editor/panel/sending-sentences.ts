import type { EditPlan } from '../../../shared/edit-plan.ts';
import type { Language } from '../../../shared/settings.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { EditSession } from '../edit-session.svelte.ts';
import type { Marked } from '../painting.svelte.ts';
import type { panelWords } from './words.ts';

type Sentences = (typeof panelWords)[Language];

/** What is said before paying; `warns` when less comes back than one may expect. */
export interface Said {
  readonly sentences: readonly string[];
  readonly warns: boolean;
}

/** Less than this, and a difference can be seen. */
const visiblyCoarser = 0.97;
const visiblyFiner = 1.03;

/** What will be sent, how well it can be seen there, and what stays. */
export function sendingSentences(session: Pick<EditSession, 'plan' | 'marked' | 'mode' | 'model'>, t: Sentences, format: Formats): Said {
  const { plan, marked, mode, model } = session;
  if (marked !== 'nothing' && model.mask === null) return { sentences: [t.noMasks], warns: true };
  if (!plan) return { sentences: [t.unmasked], warns: false };
  const sentences = [...(mode === 'precise' ? [precise(plan, t, format)] : whole(plan, t, format)), kept(marked, mode, t)];
  return { sentences: sentences.filter((sentence) => sentence !== ''), warns: plan.resolution < visiblyCoarser || marked === 'everything' };
}

function precise({ sent, resolution }: EditPlan, t: Sentences, format: Formats): string {
  const size = format.pixels(sent.width, sent.height);
  if (resolution < visiblyCoarser) return t.preciseCoarser(size, share(resolution, format));
  return resolution > visiblyFiner ? t.preciseFiner(size) : t.precise(size);
}

function whole({ sent, resolution }: EditPlan, t: Sentences, format: Formats): readonly string[] {
  const coarser = resolution < visiblyCoarser ? [t.wholeCoarser(share(resolution, format))] : [];
  return [t.whole(format.pixels(sent.width, sent.height)), ...coarser];
}

function kept(marked: Marked, mode: EditSession['mode'], t: Sentences): string {
  if (marked === 'everything') return t.full;
  return mode === 'precise' ? t.keeps : '';
}

/** Never 100%, and never nothing. */
function share(resolution: number, format: Formats): string {
  return format.percent(Math.min(99, Math.max(1, Math.round(resolution * 100))));
}
