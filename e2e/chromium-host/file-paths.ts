import type { Protocol as Cdp, Session } from './cdp.ts';

/** Of the function in the page's isolated world that stands still until its question is answered. */
const PAUSE = '__standInPause';

/** That function, as it is put before the preload's world: its pause is the one way in which a page can wait for us. */
export const pauseSource = `const ${PAUSE} = (question) => { debugger; };`;

/** Only for pages whose preload asks for paths: Chromium's debugger costs them a little. */
export function asksForPaths(preload: string | null): boolean {
  return preload?.includes('getPathForFile') ?? false;
}

/** Answers `webUtils.getPathForFile`: the page's thread waits, and Chromium tells where the File came from. */
export async function answerFilePaths(session: Session): Promise<void> {
  session.on('Debugger.paused', ({ callFrames: [frame] }) => {
    const answered = frame?.functionName === PAUSE ? answer(session, frame) : Promise.resolve();
    // Also what somebody else's `debugger` has stopped: without DevTools it does nothing in Electron.
    void answered.catch(() => undefined).then(() => session.tell('Debugger.resume'));
  });
  await session.send('Debugger.enable');
}

async function answer(session: Session, { callFrameId }: Cdp.Debugger.CallFrame): Promise<void> {
  const { result } = await session.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: 'question.file' });
  const { path } = await session.send('DOM.getFileInfo', { objectId: result.objectId ?? '' });
  await session.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: `question.path = ${JSON.stringify(path)}` });
}
