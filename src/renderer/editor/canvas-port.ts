import type { CanvasClient } from './canvas/canvas-client.svelte.ts';

/** What a session says to the canvas, and what it knows of it. */
export type CanvasPort = Pick<
  CanvasClient,
  | 'state'
  | 'trouble'
  | 'run'
  | 'setTools'
  | 'setExtent'
  | 'importMask'
  | 'exchangeMask'
  | 'bringMaskBack'
  | 'packed'
  | 'packedAtRest'
  | 'lastPacked'
  | 'settled'
>;
