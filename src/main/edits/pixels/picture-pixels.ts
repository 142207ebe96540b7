/** A picture as it is in its file: every sample with the value and the depth that it has there, upright. */
export interface PicturePixels {
  readonly width: number;
  readonly height: number;
  /** 1: grey, 2: grey and alpha, 3: red, green and blue, 4: those and alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  readonly depth: 8 | 16;
  /** Row by row, a pixel's samples together, alpha not multiplied in; a `Uint16Array` (of this machine's byte order) for a depth of 16. */
  readonly data: Uint8Array | Uint16Array;
  /** The colour profile that the samples are to be read with, or null for sRGB. */
  readonly icc: Uint8Array | null;
  /** Its own colours couldn't be kept (CMYK): the samples are sRGB, made from them. */
  readonly converted: boolean;
  /** What its file says besides, as PNG says it: see `PngChunk`. */
  readonly metadata: readonly PngChunk[];
}

/** Only its samples, and how they are to be read. */
export type BarePixels = Pick<PicturePixels, 'width' | 'height' | 'channels' | 'depth' | 'data'>;

/** A piece of a PNG between its header and its pixels: profile, how colours are meant, resolution, Exif, XMP and other texts. */
export interface PngChunk {
  /** Its four letters. */
  readonly type: string;
  readonly data: Uint8Array;
}

/** Opaque 8-bit sRGB: red, green and blue, row by row. What is sent, what comes back, what the screen shows. */
export interface SrgbPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** What is to change: 0 (keep) to 255, one byte a pixel, row by row. */
export interface MaskPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
