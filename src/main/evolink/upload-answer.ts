import * as v from 'valibot';

import { Link, loose, read } from './answer-form.ts';

const Uploaded = v.object({
  success: v.literal(true),
  data: v.object({ file_url: v.pipe(Link, v.regex(/^https?:/i, 'is no web address')), expires_at: loose(v.string()) }),
});

export interface UploadedFile {
  readonly url: string;
  /** ms since 1970, or null when the service doesn't say. */
  readonly expiresAt: number | null;
}

export function readUpload(body: unknown): UploadedFile {
  const { data } = read(Uploaded, body, 'the answer to an upload');
  const expiresAt = data.expires_at === null ? Number.NaN : Date.parse(data.expires_at);
  return { url: data.file_url, expiresAt: Number.isNaN(expiresAt) ? null : expiresAt };
}
