import process from 'node:process';

import { startDaemon } from './daemon.mjs';

/** Whether windows can be opened here. */
export function hasDisplay(platform = process.platform, env = process.env) {
  return platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}

/**
 * Starts a screen without a monitor, under a number that is free.
 * @param {{ width: number, height: number }} size in pixels
 */
export async function startScreen({ width, height }) {
  const screen = ['-screen', '0', `${width}x${height}x24`];
  const { firstLine, stop } = await startDaemon(['Xvfb', '-displayfd', '3', ...screen, '-nolisten', 'tcp', '-noreset'], process.env);
  return { env: { DISPLAY: `:${firstLine}`, WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: 'x11' }, stop };
}
