import { describe, expect, test } from 'vitest';

import { Failure } from '../../shared/failure.ts';
import { Library } from '../library/library.ts';
import { temporaryFolder } from '../library/test-library.ts';
import { Conversation } from './conversation.ts';
import { Libraries } from './libraries.ts';
import { LibraryHost } from './library-host.ts';
import type { FromLibrary } from './messages.ts';
import { ScriptedProcess } from './test-scripted.ts';

function conversation() {
  const process = new ScriptedProcess();
  const news: unknown[] = [];
  const unexpected: unknown[] = [];
  const conversation = new Conversation(process, {
    news: (...told) => news.push(told),
    unexpected: (error) => unexpected.push(error),
  });
  return { process, conversation, news, unexpected };
}

describe('answers that no library gives', () => {
  test('to what nobody asked, or for a second time, are passed over', async () => {
    const { process, conversation: talk } = conversation();
    const asked = talk.ask('library', 'total', []);
    process.say({ what: 'answer', id: 99, value: 1 });
    process.say({ what: 'answer', id: 1, value: 2 });
    process.say({ what: 'failure', id: 1, failure: { code: 'not-found', message: '' } });
    expect(await asked).toBe(2);
  });

  test.each([
    null,
    'answer',
    { what: 'answer' },
    { what: 'answer', id: '1', value: 1 },
    { what: 'failure', id: 1, failure: { code: '__proto__', message: 'x' } },
    { what: 'failure', id: 1, failure: { code: 'not-found', message: {} } },
    { what: 'failure', id: 1, failure: { code: 'not-found', message: 'x', because: [{ why: 'rain' }] } },
    { what: 'error', id: 1, error: 'x' },
    { what: 'news', name: 'constructor', value: 1 },
    JSON.parse('{"__proto__": {"what": "answer", "id": 1, "value": 1}}') as unknown,
  ])('like %j are noted, and answer nothing', async (nonsense) => {
    const { process, conversation: talk, news, unexpected } = conversation();
    const asked = talk.ask('library', 'total', []);
    process.say(nonsense);
    expect(unexpected).toHaveLength(1);
    expect(news).toEqual([]);
    process.say({ what: 'answer', id: 1, value: 'still waiting' });
    expect(await asked).toBe('still waiting');
  });

  test('pollute no prototype', async () => {
    const { process, conversation: talk } = conversation();
    const asked = talk.ask('library', 'total', []);
    const poison = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}') as object;
    process.say({ what: 'answer', id: 1, value: poison });
    const failing = talk.ask('library', 'total', []);
    process.say({ what: 'failure', id: 2, failure: { code: 'not-found', message: 'x', ...poison } });
    expect(Object.getPrototypeOf(await asked)).toBe(Object.prototype);
    await expect(failing).rejects.toBeInstanceOf(Failure);
    expect('polluted' in {}).toBe(false);
  });

  test('never lead out of the library’s folder', async () => {
    const process = new ScriptedProcess();
    const paths = ['/etc/passwd', '/library/../etc/passwd', '/libraryish/a.png', '/library/a.png'];
    process.answers = (message) => {
      if (message.what === 'open') process.say({ what: 'answer', id: message.id, value: { folder: '/library', report: {}, revision: 1 } });
      if (message.what === 'ask') process.say({ what: 'answer', id: message.id, value: { path: paths.shift(), kind: 'png' } });
    };
    const library = await new Libraries({ start: () => process, unexpected: () => undefined }).open('/library', { mustExist: true });
    const found = [];
    for (let asked = 0; asked < 4; asked++) found.push(await library.fileOf('picture', 'a'.repeat(64)));
    expect(found).toEqual([null, null, null, { path: '/library/a.png', kind: 'png' }]);
  });
});

describe('a question', () => {
  test('is called off by its signal, and settles when the library has let go of it', async () => {
    const { process, conversation: talk } = conversation();
    const controller = new AbortController();
    const asked = talk.ask('library', 'total', [1, controller.signal]);
    controller.abort(new Error('changed my mind'));
    const [first, second] = process.heard;
    expect(first).toMatchObject({ what: 'ask', given: [1], canBeCalledOff: true });
    expect(second).toEqual({ what: 'call-off', id: 1 });
    process.say({ what: 'error', id: 1, error: { name: 'AbortError', message: 'aborted', stack: '' } });
    await expect(asked).rejects.toThrow('changed my mind');
    await expect(talk.ask('library', 'total', [controller.signal])).rejects.toThrow('changed my mind');
    expect(process.heard).toHaveLength(2);
  });

  test('that was called off too late is answered', async () => {
    const { process, conversation: talk } = conversation();
    const controller = new AbortController();
    const asked = talk.ask('library', 'total', [controller.signal]);
    controller.abort();
    process.say({ what: 'answer', id: 1, value: 5 });
    expect(await asked).toBe(5);
  });

  test('that can’t be cloned is refused at once, and the next one is asked', async () => {
    const { process, conversation: talk } = conversation();
    await expect(talk.ask('library', 'total', [() => 1])).rejects.toThrow('could not be cloned');
    const asked = talk.ask('library', 'total', []);
    process.say({ what: 'answer', id: 2, value: 5 });
    expect(await asked).toBe(5);
  });

  test('after the end is refused, and nothing that is said after it counts', async () => {
    const { process, conversation: talk, news } = conversation();
    process.exit();
    process.say({ what: 'news', name: 'changed', value: 1 });
    await expect(talk.ask('library', 'total', [])).rejects.toMatchObject({ code: 'library-unavailable' });
    expect(process.heard).toEqual([]);
    expect(news).toEqual([]);
  });
});

test('a process that doesn’t end when it is asked to is ended, and one that can’t be isn’t waited for', async () => {
  const { process, conversation: talk } = conversation();
  await talk.close(20);
  expect(process.heard).toEqual([{ what: 'close' }]);
  expect(process.kills).toBe(1);
});

test('the library’s side hands a signal on, and answers only what is in the table', async () => {
  const folder = await temporaryFolder();
  const process = new ScriptedProcess();
  const { promise: ended, resolve: exit } = Promise.withResolvers<undefined>();
  const waiting = (signal: AbortSignal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  const host = new LibraryHost({
    open: async (path, options) => Object.assign(await Library.open(path, options), { total: waiting }),
    say: (message: FromLibrary) => process.say(message),
    exit: () => exit(undefined),
  });
  process.answers = (message) => host.hear(message);
  const talk = new Conversation(process, { news: () => undefined, unexpected: () => undefined });
  await expect(talk.ask('library', 'total', [])).rejects.toThrow('Nothing answers library.total');
  await talk.open({ folder, mustExist: false, spared: '00000000' });
  const controller = new AbortController();
  const asked = talk.ask('library', 'total', [controller.signal]);
  controller.abort();
  await expect(asked).rejects.toThrow('aborted');
  for (const name of ['constructor', 'close', '__proto__', 'toString']) {
    await expect(talk.ask('library', name, [])).rejects.toThrow(`Nothing answers library.${name}`);
  }
  const closedMeanwhile = talk.ask('library', 'total', [new AbortController().signal]).catch(String);
  process.post({ what: 'close' });
  await ended;
  expect(await closedMeanwhile).toContain('aborted');
});
