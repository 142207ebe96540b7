import type { PictureLevel } from './picture-levels.ts';

/** What the worker that decodes pictures is asked, once. */
export interface ToDecoder {
  readonly address: string;
}

/** All levels, the smallest first; then it is done with. */
export type FromDecoder =
  { readonly what: 'level'; readonly level: PictureLevel; readonly isFull: boolean } | { readonly what: 'failed'; readonly why: string };

/** Fetches and decodes a picture, turned the way it is to be seen. */
export async function decoded(address: string): Promise<ImageBitmap> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return createImageBitmap(await response.blob(), { imageOrientation: 'from-image' });
}
