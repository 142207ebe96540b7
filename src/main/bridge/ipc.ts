import type { IpcMain, WebContents } from 'electron';

import { bridge, type AnnounceNews, type BridgeHandlers } from '../../shared/bridge.ts';
import type { Outcome } from '../../shared/failure.ts';
import { serve } from './serve.ts';
import type { SenderCheck } from './sender.ts';

/** The part of a window that news are sent to. */
export interface Listening {
  isDestroyed(): boolean;
  readonly webContents: Pick<WebContents, 'send' | 'isDestroyed' | 'isCrashed'>;
}

const refused: Outcome<never> = { ok: false, failure: { code: 'forbidden', message: 'This page may not ask that.' } };

/** Answers the bridge's questions where they come from our own page; anyone else gets the same refusal for everything. */
export function answerPage(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: BridgeHandlers,
  isOurs: SenderCheck,
  onUnexpected: (what: string, error: unknown) => void,
): void {
  serve(
    bridge,
    handlers,
    (channel, answer) => {
      ipcMain.handle(channel, (event, input: unknown) => {
        if (isOurs(event)) return answer(input);
        onUnexpected(channel, new Error(`A stranger asked: ${event.senderFrame?.url ?? 'a frame that is gone'}`));
        return refused;
      });
    },
    onUnexpected,
  );
}

/** Tells every window that is still there. */
export function announceTo(windows: () => readonly Listening[]): AnnounceNews {
  return (channel, payload) => {
    for (const window of windows()) {
      if (window.isDestroyed() || window.webContents.isDestroyed() || window.webContents.isCrashed()) continue;
      window.webContents.send(channel, payload);
    }
  };
}
