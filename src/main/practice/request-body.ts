import type { IncomingMessage } from 'node:http';

import { Refusal } from './answers.ts';
import { invalid } from './generation-rules.ts';

/** Reads a whole body, refusing one that is larger than the server takes. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped, so that the client gets to see the refusal instead of a reset.
    if (size <= maxBytes) chunks.push(chunk);
  }
  if (size > maxBytes) throw new Refusal(413, 'request_too_large', `Request body is larger than ${maxBytes} bytes`);
  return Buffer.concat(chunks);
}

export function parseJson(bytes: Buffer, contentType: string | undefined): unknown {
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) throw invalid('Content-Type must be application/json');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (cause) {
    throw Object.assign(invalid('Request body is not valid JSON'), { cause });
  }
}
