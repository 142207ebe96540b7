import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';

import { bridge } from '../shared/bridge.ts';
import { shapedLike } from '../shared/contract.ts';

contextBridge.exposeInMainWorld(
  'bridge',
  shapedLike(bridge, (member, channel) => (member.kind === 'call' ? ask(channel) : listenTo(channel))),
);

/** Where a file that was dropped on the page is on the disk; empty for one that is nowhere, such as a picture from the clipboard. */
contextBridge.exposeInMainWorld('pathOf', (file: File): string => webUtils.getPathForFile(file));

function ask(channel: string) {
  return (input?: unknown): Promise<unknown> => ipcRenderer.invoke(channel, input);
}

function listenTo(channel: string) {
  return (listener: (payload: unknown) => void) => {
    const forward = (_event: IpcRendererEvent, payload: unknown): void => {
      listener(payload);
    };
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  };
}
