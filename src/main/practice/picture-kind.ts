export type PictureKind = 'png' | 'jpeg' | 'webp' | 'gif';

/** The kind of a picture by its first bytes; names and declared types may lie. */
export function pictureKind(bytes: Buffer): PictureKind | undefined {
  const starts = (hex: string) => bytes.subarray(0, hex.length / 2).toString('hex') === hex;
  if (starts('89504e470d0a1a0a')) return 'png';
  if (starts('ffd8ff')) return 'jpeg';
  if (starts('474946383761') || starts('474946383961')) return 'gif';
  return starts('52494646') && bytes.toString('latin1', 8, 12) === 'WEBP' ? 'webp' : undefined;
}
