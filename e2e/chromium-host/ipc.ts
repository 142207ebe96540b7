import { EventEmitter } from 'node:events';

import { electronEvent } from './event.ts';
import { strict, strictClass } from './strict.ts';

type Handler = (event: never, ...args: never[]) => unknown;

/** `ipcMain`, and what each webContents and frame has of its own kind. */
export class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function') throw new Error(`Expected handler to be a function, but found type '${typeof handler}'`);
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** @internal The handler for a channel, of the stand-in's own use. */
  static handlerOf(ipc: IpcMain, channel: string): Handler | undefined {
    return ipc.#handlers.get(channel);
  }
}
strictClass('ipcMain', IpcMain);

export const ipcMain = new IpcMain();

/** Who sent a message: a webContents and the frame the message came from, which may have gone since. */
export interface Sender {
  readonly contents: object;
  readonly frame: object;
  readonly frameIsAlive: () => boolean;
  readonly ipcs: readonly IpcMain[];
  reply(channel: string, ...args: unknown[]): void;
}

function ipcEvent(sender: Sender): object {
  return strict(
    'IpcMainEvent',
    electronEvent({
      type: 'frame',
      processId: 1,
      frameId: 1,
      sender: sender.contents,
      get senderFrame() {
        return sender.frameIsAlive() ? sender.frame : null;
      },
      reply: (channel: string, ...args: unknown[]) => sender.reply(channel, ...args),
    }),
  );
}

export function receiveSend(sender: Sender, channel: string, args: readonly unknown[]): void {
  for (const ipc of sender.ipcs) ipc.emit(channel, ipcEvent(sender), ...args);
}

/** Answers an invoke; `answer` throws when the value can't be cloned, which is then the answer. */
export async function receiveInvoke(
  sender: Sender,
  channel: string,
  args: readonly unknown[],
  answer: (reply: object) => void,
): Promise<void> {
  const fail = (error: unknown): void => {
    console.error(`Error occurred in handler for '${channel}':`, error);
    answer({ error: `Error invoking remote method '${channel}': ${String(error)}` });
  };
  const handler = sender.ipcs.map((ipc) => IpcMain.handlerOf(ipc, channel)).find(Boolean);
  if (!handler) {
    fail(new Error(`No handler registered for '${channel}'`));
    return;
  }
  try {
    answer({ value: await handler(ipcEvent(sender) as never, ...(args as never[])) });
  } catch (error) {
    fail(error);
  }
}
