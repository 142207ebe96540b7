import type { Fidelity } from '../../../shared/edit.ts';
import type { Language } from '../../i18n/language.svelte.ts';
import { fidelityWords } from './words.ts';

/** Less than half a pixel is nothing that anybody calls re-framed. */
const leastShiftPx = 0.5;
/** Below that nobody would call it changed. */
const trueShare = 0.005;

/** Whether what was to be kept was kept; null is what was laid over the original, where nothing else changes. */
export function staysTrue(fidelity: Fidelity | null): boolean {
  return fidelity === null || fidelity.changedShare < trueShare;
}

/** `Outside the mask: 51% changed, re-framed by 3 px`: what an answer did to what it was asked to keep. */
export function fidelitySentence({ changedShare, shiftPx }: Fidelity, language: Language): string {
  const t = language.of(fidelityWords);
  const changed = changedShare === 0 ? t.nothing : t.changed(percentOf(changedShare, language));
  const px = shiftPx ? Math.hypot(shiftPx.x, shiftPx.y) : 0;
  return px < leastShiftPx ? changed : t.reframed(changed, language.format.number(Math.round(px)));
}

/** Never rounded to nothing, and to everything only where it is everything. */
function percentOf(share: number, language: Language): string {
  const percent = Math.round(share * 100);
  if (percent === 0) return language.of(fidelityWords).lessThan(language.format.percent(1));
  return language.format.percent(share < 1 ? Math.min(99, percent) : 100);
}
