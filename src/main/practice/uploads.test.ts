import { describe, expect, test } from 'vitest';

import { bytesAt, hourMs, picture, startPractice, type PracticeClient, type Reply } from './practice-client.ts';

const data = (reply: Reply) => reply.json['data'] as Record<string, unknown>;

async function stream(client: PracticeClient, bytes: Buffer, fields: Record<string, string> = {}): Promise<Reply> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([new Uint8Array(bytes)]), 'photo.png');
  const response = await fetch(`${client.server.filesUrl}/api/v1/files/upload/stream`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.server.key}` },
    body: form,
  });
  return { status: response.status, headers: response.headers, json: (await response.json()) as Reply['json'] };
}

describe('uploads', () => {
  test('a multipart upload is kept byte for byte and described', async () => {
    const client = await startPractice();
    const bytes = await picture(30, 20);
    const reply = await stream(client, bytes, { upload_path: 'inputs/a', file_name: '图 1.png' });
    expect(reply.json).toMatchObject({ success: true, code: 200 });
    expect(data(reply)).toMatchObject({
      file_name: '图 1.png',
      original_name: 'photo.png',
      file_size: bytes.length,
      mime_type: 'image/png',
      upload_path: 'inputs/a',
      upload_time: '2026-11-22T08:00:00+08:00',
      expires_at: '2026-11-25T08:00:00+08:00',
    });
    expect(await bytesAt(data(reply)['file_url'])).toEqual(bytes);
  });

  test('base64 comes bare or as a data URL, and an own address can be uploaded again', async () => {
    const client = await startPractice();
    const bytes = await picture(30, 20);
    const path = '/api/v1/files/upload/base64';
    const bare = await client.ask('POST', path, { base64_data: bytes.toString('base64'), file_name: 'a.png' });
    const dataUrl = await client.ask('POST', path, {
      base64_data: `data:image/png;base64,${bytes.toString('base64')}`,
      file_name: 'b.png',
    });
    for (const reply of [bare, dataUrl]) expect(await bytesAt(data(reply)['file_url'])).toEqual(bytes);
    const copied = await client.ask('POST', '/api/v1/files/upload/url', { file_url: data(bare)['file_url'], file_name: 'c.png' });
    expect(await bytesAt(data(copied)['file_url'])).toEqual(bytes);
  });

  test.each([
    ['something that is no picture', 'base64', { base64_data: Buffer.from('hello').toString('base64') }, 40002],
    ['something that is not base64', 'base64', { base64_data: '***' }, 40000],
    ['an address outside, which practice never fetches', 'url', { file_url: 'https://example.com/a.png' }, 40004],
    ['no address', 'url', {}, 40000],
    ['a path out of the folder', 'base64', { base64_data: 'iVBORw0KGgo=', upload_path: '../..' }, 40000],
  ])('%s is refused with its code, with HTTP 200 in the old form', async (_, way, body, code) => {
    const client = await startPractice();
    const reply = await client.ask('POST', `/api/v1/files/upload/${way}`, body);
    expect([reply.status, reply.json['success'], reply.json['code']]).toEqual([400, false, code]);
    const old = await startPractice({ errorForm: 'old' });
    expect((await old.ask('POST', `/api/v1/files/upload/${way}`, body)).status).toBe(200);
  });

  test('a file over the limit and a file over the quota are refused, the same name overwrites', async () => {
    const client = await startPractice({ uploadQuota: 1, maxUploadBytes: 2000 });
    const [red, blue] = [await picture(8, 8, '#f00'), await picture(8, 8, '#00f')];
    const url = await client.upload(red, 'a.png');
    expect(await client.upload(blue, 'a.png')).toBe(url);
    expect(await bytesAt(url)).toEqual(blue);
    expect((await stream(client, red)).json).toMatchObject({ success: false, code: 40003 });
    expect((await stream(client, Buffer.concat([red, Buffer.alloc(2000)]))).json).toMatchObject({ success: false, code: 40001 });
    const quota = await client.ask('GET', '/api/v1/files/quota');
    expect(data(quota)).toMatchObject({ total_files: 1, used_files: 1, remaining_files: 0 });
  });

  test('an upload ends after 72 hours, or when it is deleted', async () => {
    const client = await startPractice();
    const reply = await stream(client, await picture(8, 8));
    const { file_url: url, file_id: id, download_url: download } = data(reply) as Record<string, string>;
    client.clock.pass(72 * hourMs - 1);
    expect((await fetch(url ?? '')).status).toBe(200);
    expect((await fetch(download ?? '', { headers: { authorization: `Bearer ${client.server.key}` } })).status).toBe(200);
    client.clock.pass(1);
    expect((await fetch(url ?? '')).status).toBe(404);
    expect((await client.generate({ image_urls: [url] })).status).toBe(400);
    const second = data(await stream(client, await picture(8, 8)));
    expect((await client.ask('DELETE', `/api/v1/files/${String(second['file_id'])}`)).json).toMatchObject({ success: true });
    expect((await client.ask('DELETE', `/api/v1/files/${id ?? ''}`)).status).toBe(404);
  });

  test('a multipart body without a file, or cut short, is refused', async () => {
    const client = await startPractice();
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const path = '/api/v1/files/upload/stream';
    const empty = await client.ask('POST', path, '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n', headers);
    expect(empty.json).toMatchObject({ success: false, code: 40000 });
    expect((await client.ask('POST', path, '--x\r\ncontent-dispo', headers)).json).toMatchObject({ success: false });
  });
});
