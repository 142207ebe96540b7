/** One part of a multipart/form-data body. */
export interface FormPart {
  readonly name: string;
  /** Only files have one. */
  readonly fileName: string | undefined;
  readonly bytes: Buffer;
}

/** Takes a multipart/form-data body apart (RFC 7578); nothing when it isn't one. */
export function multipartParts(body: Buffer, contentType = ''): FormPart[] | undefined {
  const boundary = /^multipart\/form-data\s*;.*\bboundary="?([^";]{1,70})"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return undefined;
  // With a line break in front, the first delimiter looks like all the others.
  const text = Buffer.concat([Buffer.from('\r\n'), body]);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: FormPart[] = [];
  let from = text.indexOf(delimiter);
  while (from >= 0) {
    from += delimiter.length;
    if (text.toString('latin1', from, from + 2) === '--') return parts;
    const to = text.indexOf(delimiter, from);
    if (to < 0) return undefined;
    const part = formPart(text.subarray(from, to));
    if (part) parts.push(part);
    from = to;
  }
  return undefined;
}

function formPart(bytes: Buffer): FormPart | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = bytes.toString('utf8', 0, headEnd);
  const disposition = /^content-disposition:\s*form-data(.*)$/im.exec(head)?.[1] ?? '';
  const name = /;\s*name="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) return undefined;
  return { name, fileName: /;\s*filename="([^"]*)"/i.exec(disposition)?.[1], bytes: bytes.subarray(headEnd + 4) };
}
