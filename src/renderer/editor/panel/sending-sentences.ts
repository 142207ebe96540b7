import type { EditPlan } from '../../../shared/edit-plan.ts';
import type { Language } from '../../../shared/settings.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { EditSession } from '../edit-session.svelte.ts';
import type { panelWords } from './words.ts';

type Sentences = (typeof panelWords)[Language];

/** What is said before paying; `warns` when less comes back than one may expect. */
export interface Said {
  readonly sentences: readonly string[];
  readonly warns: boolean;
}

/** Between the two, the resolution of what is sent can't be told from the picture's own. */
const visiblyCoarser = 0.97;
const visiblyFiner = 1.03;

/** What will be sent, how well it can be seen there, and what stays. */
export function sendingSentences(session: Pick<EditSession, 'plan' | 'marked' | 'mode' | 'model'>, t: Sentences, format: Formats): Said {
  const { plan, marked, mode, model } = session;
  if (marked !== 'nothing' && model.mask === null) return { sentences: [t.noMasks], warns: true };
  if (!plan) return { sentences: [t.unmasked], warns: false };
  const sent = mode === 'precise' ? [precise(plan, t, format)] : whole(plan, t, format);
  // What is lost comes first: in a small window, what comes last may be out of sight.
  if (marked === 'everything') return { sentences: [t.full, ...sent], warns: true };
  return { sentences: mode === 'precise' ? [...sent, t.keeps] : sent, warns: plan.resolution < visiblyCoarser };
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

/** Never 100%, and never nothing. */
function share(resolution: number, format: Formats): string {
  return format.percent(Math.min(99, Math.max(1, Math.round(resolution * 100))));
}
