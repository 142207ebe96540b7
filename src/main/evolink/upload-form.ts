import { randomUUID } from 'node:crypto';

/** A file with what is said about it, as the service takes it. */
interface UploadForm {
  readonly file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array };
  readonly fields: Readonly<Record<string, string>>;
}

/** A form (multipart/form-data, RFC 7578), ready to be sent. */
interface FormBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly pieces: Iterable<Uint8Array>;
}

/** What is written to a socket at once: anything else of the main process gets its turn between two of them. */
const pieceBytes = 64 * 1024;

/**
 * The form, without a copy of the file: a FormData takes two of it before anything is sent, and makes the main process stand still
 * for the time.
 */
export function formBody({ file, fields }: UploadForm): FormBody {
  const boundary = `afterglow-${randomUUID()}`;
  const field = ([name, value]: [string, string]): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`;
  const about = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(file.name)}"\r\nContent-Type: ${file.type}\r\n\r\n`;
  const before = Buffer.from(Object.entries(fields).map(field).join('') + about);
  const after = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(before.length + file.bytes.length + after.length),
    },
    pieces: inPieces([before, file.bytes, after]),
  };
}

function* inPieces(parts: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const part of parts) {
    for (let from = 0; from < part.length; from += pieceBytes) yield part.subarray(from, from + pieceBytes);
  }
}

/** As forms escape what would end a name (HTML, "multipart form data"). */
function quoted(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
