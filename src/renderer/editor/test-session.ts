import type { Bridge } from '../../shared/bridge.ts';
import { modelFor } from '../../shared/model.ts';
import { idOf } from '../test-pictures.ts';
import type { EditMemory } from './edit-memory.ts';
import { EditSession } from './edit-session.svelte.ts';
import { aMask } from './test-canvas.svelte.ts';

/** A JPEG of the size of the test canvas, opened in the editor. */
export function sessionOver(bridge: Bridge, memory: EditMemory): EditSession {
  const parts = { bridge, model: () => modelFor('gpt-4o-image'), memory };
  return new EditSession(parts, { id: idOf(1), prompt: '', fileName: 'fox.jpg' }, { ...aMask, id: idOf(1), kind: 'jpeg' });
}
