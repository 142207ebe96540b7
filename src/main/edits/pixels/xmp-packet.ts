import { xmpNamespace } from '../../library/embedded-record.ts';

/**
 * XMP for a picture that was edited: what would turn it once more doesn't come along, since it is upright by now, and neither
 * does the record of the picture that it was before (see `embeddedXmp`). Everything else stays, byte for byte.
 */
export function editedXmp(packet: Uint8Array): Uint8Array {
  // One character for each byte: whatever the text says, it comes out as it went in.
  const text = Buffer.from(packet).toString('latin1');
  return Buffer.from(withoutRecord(upright(text)), 'latin1');
}

function upright(text: string): string {
  return text.replace(/(tiff:Orientation(?:\s*=\s*["']|>))[2-8]/g, '$11');
}

/** Other programs may have chosen another prefix, and written it as an attribute. */
function withoutRecord(text: string): string {
  const isOurs = (prefix: string): boolean => prefixes.has(prefix);
  const prefixes = new Set(declared(text));
  if (prefixes.size === 0) return text;
  return text
    .replace(/<([\w.-]+):record\b[^<>]*>[^<]*<\/\1:record\s*>\n?/g, (whole, prefix: string) => (isOurs(prefix) ? '' : whole))
    .replace(/\s([\w.-]+):record\s*=\s*(?:"[^"<]*"|'[^'<]*')/g, (whole, prefix: string) => (isOurs(prefix) ? '' : whole));
}

/** The prefixes that stand for our namespace. */
function declared(text: string): string[] {
  return [...text.matchAll(/\sxmlns:([\w.-]+)\s*=\s*["']([^"'<]*)["']/g)]
    .filter(([, , space]) => space === xmpNamespace)
    .map(([, prefix = '']) => prefix);
}
