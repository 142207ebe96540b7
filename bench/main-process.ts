import type { Afterglow } from '../e2e/app.ts';

/** From now on the running app's main process measures how long its event loop stands still; `delay` there says it, in ns. */
export function watchMainProcess(app: Afterglow): Promise<void> {
  return app.electron.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    Object.assign(globalThis, { delay });
  });
}
