import * as v from 'valibot';

import { UploadRefusal } from './answers.ts';
import { multipartParts } from './multipart.ts';
import type { NewFile } from './uploads.ts';

const base64Body = v.object({
  base64_data: v.string(),
  upload_path: v.exactOptional(v.string()),
  file_name: v.exactOptional(v.string()),
});

const urlBody = v.object({
  file_url: v.string(),
  upload_path: v.exactOptional(v.string()),
  file_name: v.exactOptional(v.string()),
});

/** Reads a multipart upload: `file`, and optionally `upload_path` and `file_name`. */
export function fileFromForm(bytes: Buffer, contentType: string | undefined): NewFile {
  const parts = multipartParts(bytes, contentType);
  if (!parts) throw malformed('Content-Type must be multipart/form-data with a boundary');
  const files = parts.filter(({ name }) => name === 'file');
  const [file] = files;
  if (files.length !== 1 || file?.fileName === undefined) throw malformed('file is required: one picture a request');
  const field = (wanted: string) => parts.find(({ name }) => name === wanted)?.bytes.toString() || undefined;
  return { bytes: file.bytes, originalName: file.fileName, folder: field('upload_path'), name: field('file_name') ?? file.fileName };
}

/** Reads a base64 upload: a data URL or bare base64. */
export function fileFromBase64(json: unknown): NewFile {
  const body = parsed(base64Body, json);
  const text = body.base64_data.replace(/^data:[^,]*;base64,/, '').replace(/\s/g, '');
  if (text === '' || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) throw malformed('base64_data is not valid base64');
  return { bytes: Buffer.from(text, 'base64'), originalName: body.file_name ?? '', folder: body.upload_path, name: body.file_name };
}

/** Reads an upload by address; `fetchOwn` knows the addresses of this server, and no other is ever fetched. */
export async function fileFromUrl(json: unknown, fetchOwn: (url: string) => Promise<Buffer | undefined>): Promise<NewFile> {
  const body = parsed(urlBody, json);
  const bytes = URL.canParse(body.file_url) ? await fetchOwn(body.file_url) : undefined;
  if (!bytes) throw new UploadRefusal(400, 40004, 'Could not fetch file_url');
  const originalName = decodeURIComponent(new URL(body.file_url).pathname.split('/').at(-1) ?? '');
  return { bytes, originalName, folder: body.upload_path, name: body.file_name };
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, json: unknown): T {
  const result = v.safeParse(schema, json);
  if (!result.success) throw malformed(result.issues[0].message);
  return result.output;
}

function malformed(message: string): UploadRefusal {
  return new UploadRefusal(400, 40000, message);
}
