import { MediaQuery } from 'svelte/reactivity';

import type { Settings } from '../../shared/settings.ts';
import type { CanvasClient } from './canvas/canvas-client.svelte.ts';
import type { MaskLook, StageLook } from './canvas/messages.ts';
import type { EditSession } from './edit-session.svelte.ts';
import { addressOf } from './address-of.ts';

const prefersDark = new MediaQuery('prefers-color-scheme: dark');
const prefersStillness = new MediaQuery('prefers-reduced-motion: reduce');

/** How the canvas looks in the theme. The worker has no styles: it is told colours as the page computes them. */
export function stageLook(mask: MaskLook, { theme, motion }: Pick<Settings, 'theme' | 'motion'>): StageLook {
  const scheme = theme === 'system' ? (prefersDark.current ? 'dark' : 'light') : theme;
  // On a picture, which has no theme, the stronger of the two is told apart better.
  const accent = computed('--accent-fill', 'light');
  const surface = computed('--surface-sunken', scheme);
  const isStill = motion === 'reduced' || prefersStillness.current;
  return { mask, original: false, accent, surface, motion: !isStill };
}

function computed(property: string, scheme: 'dark' | 'light'): string {
  const probe = document.createElement('span');
  probe.style.colorScheme = scheme;
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

export function openOn(client: CanvasClient, session: EditSession): void {
  const { widthPx: width, heightPx: height, id } = session.opened;
  client.open({ address: addressOf(id), preview: addressOf(session.picture.id, 'thumbnail'), width, height }, session.whole);
}
