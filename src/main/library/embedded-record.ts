import * as v from 'valibot';

import { sizedPrompt } from './importing/found-text.ts';
import type { PictureRecord } from './picture-record.ts';

/** Keyword of the PNG iTXt chunk that holds the record as JSON, UTF-8. */
export const embeddedKeyword = 'afterglow';
/** Keyword of the PNG iTXt chunk for XMP, as its specification says. */
export const xmpKeyword = 'XML:com.adobe.xmp';
/** Of our own property in XMP, which carries the same JSON where there are no chunks of text: in JPEG and WebP. */
export const xmpNamespace = 'urn:afterglow:1.0:';
const creatorTool = 'Afterglow';
/** What the XMP of a JPEG may take: one segment of 65,533 bytes, less its name. */
const maxXmpBytes = 65_000;

/** What travels inside an exported picture: what it is, and nothing of whose account made it. */
export const EmbeddedRecord = v.object({
  version: v.literal(1),
  prompt: v.pipe(v.string(), v.transform(sizedPrompt)),
  revisedPrompt: v.exactOptional(v.nullable(v.pipe(v.string(), v.transform(sizedPrompt))), null),
  model: v.pipe(v.string(), v.maxLength(200)),
  size: v.pipe(v.string(), v.maxLength(100)),
  createdAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  practice: v.exactOptional(v.boolean(), false),
});
export type EmbeddedRecord = v.InferOutput<typeof EmbeddedRecord>;

export function embeddedRecordOf(record: PictureRecord): EmbeddedRecord {
  const { prompt, revisedPrompt, model, size, createdAt, practice } = record;
  return { version: 1, prompt, revisedPrompt, model, size, createdAt, practice };
}

/** The text of the PNG chunk. */
export function embeddedText(embedded: EmbeddedRecord): string {
  return JSON.stringify(embedded);
}

/** An XMP packet that every program understands, and that holds the whole record for us as far as there is room. */
export function embeddedXmp(embedded: EmbeddedRecord): string {
  const whole = packet(embedded.prompt, embedded, embeddedText(embedded));
  if (Buffer.byteLength(whole) <= maxXmpBytes) return whole;
  const short = { ...embedded, prompt: '', revisedPrompt: null };
  // A character takes at most six bytes as XML: `&quot;`.
  return packet(embedded.prompt.slice(0, maxXmpBytes / 8), short, null);
}

function packet(description: string, { createdAt }: EmbeddedRecord, record: string | null): string {
  return `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:afterglow="${xmpNamespace}">
<xmp:CreatorTool>${creatorTool}</xmp:CreatorTool>
<xmp:CreateDate>${new Date(createdAt).toISOString()}</xmp:CreateDate>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${asXml(description)}</rdf:li></rdf:Alt></dc:description>
${record === null ? '' : `<afterglow:record>${asXml(record)}</afterglow:record>\n`}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Without the characters that XML can't hold in any form. */
function asXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (character) => ('\t\n\r'.includes(character) ? character : ''))
    .replace(/[&<>"\r]/g, (character) => entities[character] ?? character);
}
