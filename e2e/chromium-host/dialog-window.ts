import { browser, host } from './host.ts';
import type { Session } from './cdp.ts';
import type { Given, Question } from './dialog-page.ts';
import { openWindow, whenWindowGone } from './open-window.ts';
import { dialogSource } from './world-source.ts';

/** What the person entered, with the paths of the files they chose. */
export interface Entered extends Given {
  readonly filePaths: readonly string[];
}

const SIZE = { width: 560, height: 320 };

/**
 * Asks in a small window. `judge` makes the result of what was entered, or throws a sentence on what is wrong with it, which the window then says.
 * Undefined when the person closes the window or presses Escape.
 */
export async function ask<T>(question: Question, judge: (entered: Entered) => T | Promise<T>): Promise<T | undefined> {
  const targetId = await openWindow(SIZE);
  const gone = whenWindowGone(targetId);
  // Whoever closes it before it shows anything has answered, too.
  const given = converse(targetId, question, judge).catch(() => undefined);
  const result = await Promise.race([given, gone]);
  browser().tell('Target.closeTarget', { targetId });
  return result;
}

async function converse<T>(targetId: string, question: Question, judge: (entered: Entered) => T | Promise<T>): Promise<T | undefined> {
  const [{ sessionId }, { windowId }] = await Promise.all([
    browser().send('Target.attachToTarget', { targetId, flatten: true }),
    browser().send('Browser.getWindowForTarget', { targetId }),
  ]);
  const session = host().connection.session(sessionId);
  const refuse = ({ message }: Error): void =>
    session.tell('Runtime.evaluate', { expression: `standInRefuse(${JSON.stringify(message)})` });
  const answered = new Promise<T | undefined>((resolve) => {
    session.on('Runtime.bindingCalled', ({ payload }) => {
      const given = JSON.parse(payload) as Given;
      if (given.button < 0) resolve(undefined);
      else entered(session, given).then(judge).then(resolve, refuse);
    });
  });
  await Promise.all([
    session.send('Runtime.enable'),
    session.send('Runtime.addBinding', { name: '__standInAnswer' }),
    session.send('Runtime.evaluate', { expression: dialogSource(question) }),
    browser().send('Browser.setWindowBounds', { windowId, bounds: SIZE }),
  ]);
  return answered;
}

async function entered(session: Session, given: Given): Promise<Entered> {
  const filePaths: string[] = [];
  for (let index = 0; index < (given.below ? 1 : given.files); index++) {
    const { result } = await session.send('Runtime.evaluate', { expression: `document.querySelector('[type=file]').files[${index}]` });
    const { path } = await session.send('DOM.getFileInfo', { objectId: result.objectId ?? '' });
    if (path === '') throw new Error('Chromium does not say where this file is. Write its path instead.');
    filePaths.push(path);
  }
  return { ...given, filePaths };
}
