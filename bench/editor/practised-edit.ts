import { PracticeServer } from '../../src/main/practice/practice-server.ts';
import { worstDrift } from '../../src/main/practice/scene/drift.ts';

/** What the practice server answers, at its worst, to a picture and a mask: moved, recoloured, everything redrawn. */
export async function worstAnswer(reference: Uint8Array, mask: Uint8Array, size: string): Promise<Uint8Array> {
  const server = new PracticeServer({ seed: 11, taskMs: () => 0, drift: worstDrift });
  await server.start();
  const ask = async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' };
    const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(server.url + path, { headers, ...post });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Record<string, unknown>;
  };
  const upload = async (bytes: Uint8Array, name: string) => {
    const { data } = await ask('/api/v1/files/upload/base64', { base64_data: Buffer.from(bytes).toString('base64'), file_name: name });
    return (data as { file_url: string }).file_url;
  };
  try {
    const inputs = { image_urls: [await upload(reference, 'reference.png')], mask_url: await upload(mask, 'mask.png') };
    const { id } = await ask('/v1/images/generations', { model: 'gpt-4o-image', prompt: 'a fox', size, ...inputs });
    const { results } = await ask(`/v1/tasks/${String(id)}`);
    const [url] = results as [string];
    return new Uint8Array(await (await fetch(url)).arrayBuffer());
  } finally {
    await server.stop();
  }
}
