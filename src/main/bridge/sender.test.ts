import { expect, test } from 'vitest';

import type { BridgeHandlers } from '../../shared/bridge.ts';
import { Page } from '../page.ts';
import { announceTo, answerPage, type Listening } from './ipc.ts';
import { senderCheck } from './sender.ts';

const ours = { window: 'ours' };
const isOurs = senderCheck(new Page(), () => [ours]);
const frame = (url: string, parent: unknown = null) => ({ url, parent, top: null });

test('the top frame of our own window may ask', () => {
  expect(isOurs({ sender: ours, senderFrame: frame('app://afterglow/index.html#/gallery') })).toBe(true);
});

test.each([
  ['a frame that is gone', { sender: ours, senderFrame: null }],
  ['a frame inside our page', { sender: ours, senderFrame: frame('app://afterglow/index.html', frame('app://afterglow/index.html')) }],
  ['a window that is not ours', { sender: {}, senderFrame: frame('app://afterglow/index.html') }],
  ['another page in our window', { sender: ours, senderFrame: frame('https://afterglow/index.html') }],
  ['a host that begins like ours', { sender: ours, senderFrame: frame('app://afterglow.example/index.html') }],
  ['an address with our host as its user', { sender: ours, senderFrame: frame('app://afterglow@example/index.html') }],
  ['another port', { sender: ours, senderFrame: frame('app://afterglow:1/index.html') }],
  ['no address at all', { sender: ours, senderFrame: frame('') }],
])('%s may not ask', (_who, event) => {
  expect(isOurs(event)).toBe(false);
});

test('a stranger is refused before the handler runs, and the log hears of it', async () => {
  const channels = new Map<string, (event: never, input: unknown) => unknown>();
  const heard: string[] = [];
  const reachable: object = new Proxy({}, { get: () => new Proxy({}, { get: () => () => heard.push('handled') }) });
  answerPage(
    { handle: (channel: string, answer: (event: never, input: unknown) => unknown) => void channels.set(channel, answer) },
    reachable as BridgeHandlers,
    isOurs,
    (what) => heard.push(what),
  );
  const ask = (sender: object) => channels.get('account.get')?.({ sender, senderFrame: frame('app://afterglow/') } as never, undefined);
  expect(await ask({})).toMatchObject({ ok: false, failure: { code: 'forbidden' } });
  expect(heard).toEqual(['account.get']);
  expect(await ask(ours)).toMatchObject({ ok: true });
  expect(heard).toEqual(['account.get', 'handled']);
});

test('news go to the windows that are still there', () => {
  const sent: unknown[] = [];
  const window = (gone: boolean, crashed = false): Listening => ({
    isDestroyed: () => gone,
    webContents: { isDestroyed: () => gone, isCrashed: () => crashed, send: (...news: unknown[]) => sent.push(news) },
  });
  announceTo(() => [window(false), window(true), window(false, true)])('pictures.changed', 7);
  expect(sent).toEqual([['pictures.changed', 7]]);
});
