import type { BrowserWindow } from './browser-window.ts';
import type { WebContents } from './web-contents.ts';

// Who exists in this process. On their own, because windows, web contents and the app all ask.
export const windows = new Set<BrowserWindow>();
export const contentsById = new Map<number, WebContents>();
export const contentsByTarget = new Map<string, WebContents>();

let focused: BrowserWindow | null = null;

export function focusedWindow(): BrowserWindow | null {
  return focused;
}

/** Answers who had the focus before. */
export function moveFocus(to: BrowserWindow | null): BrowserWindow | null {
  const before = focused;
  focused = to;
  return before;
}
