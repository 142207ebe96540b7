import { seamOf } from '../../src/main/edits/composing/test-seam.ts';
import { confetti, middle, scene } from '../../src/main/edits/registering/test-pictures.ts';
import { rounded } from '../figures.ts';

const size = { width: 768, height: 768 };
const drift = { shiftPx: { x: 3, y: -2 }, gain: [1.05, 1.05, 1.05], noise: 0 } as const;

/**
 * Mean step across the edge of a mask (a hard one, so that no feather hides anything) after a shift of (3, −2) px and a gain of
 * 1.05, in levels of 255 beyond the step that is there anyway, with registration and relative to none: the worst of some pictures.
 */
export async function seam(): Promise<Record<string, unknown>> {
  const pictures = {
    confetti: confetti(size, 3),
    forest: await scene('forest', size),
    sea: await scene('sea', size),
    city: await scene('a city', size),
  };
  const shares: Record<string, number> = {};
  for (const [name, picture] of Object.entries(pictures)) {
    const { registered, unregistered } = await seamOf(picture, middle(size), drift, { strength: 1, featherPx: 0 });
    shares[name] = rounded(registered / unregistered);
  }
  return { relativeToNone: Math.max(...Object.values(shares)), bar: 0.25, shares };
}
