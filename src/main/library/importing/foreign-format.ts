/** How the formats begin that people may take for ones that can be taken in; the offset is 0 unless it says otherwise. */
const beginnings: readonly { readonly format: string; readonly bytes: string; readonly at?: number }[] = [
  { format: 'GIF', bytes: 'GIF8' },
  { format: 'BMP', bytes: 'BM' },
  { format: 'TIFF', bytes: 'II*\0' },
  { format: 'TIFF', bytes: 'MM\0*' },
  { format: 'AVIF', bytes: 'ftypavif', at: 4 },
  { format: 'AVIF', bytes: 'ftypavis', at: 4 },
  { format: 'HEIC', bytes: 'ftyphei', at: 4 },
  { format: 'HEIC', bytes: 'ftyphev', at: 4 },
  { format: 'HEIC', bytes: 'ftypmif1', at: 4 },
  { format: 'HEIC', bytes: 'ftypmsf1', at: 4 },
  { format: 'JPEG XL', bytes: '\xff\x0a' },
  { format: 'JPEG XL', bytes: '\0\0\0\x0cJXL ' },
  { format: 'JPEG 2000', bytes: '\0\0\0\x0cjP  ' },
  { format: 'PSD', bytes: '8BPS' },
  { format: 'SVG', bytes: '<svg' },
];

/** The name of a format that is known and not taken in, or null. */
export function foreignFormat(head: Uint8Array): string | null {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 1_000)).toString('latin1');
  const found = beginnings.find(({ bytes, at = 0 }) => text.startsWith(bytes, at));
  if (found) return found.format;
  return /^\s*<\?xml[^<]*(?:<!--[^>]*-->\s*)?<svg\b/.test(text) ? 'SVG' : null;
}
