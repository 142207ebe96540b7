import type { App } from 'electron';

/** Holds the end back once, until what must be written is written. */
export function beforeQuitting(app: Pick<App, 'on' | 'quit'>, finish: () => Promise<void>, unexpected: (error: unknown) => void): void {
  let state: 'running' | 'finishing' | 'finished' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'finished') return;
    event.preventDefault();
    if (state === 'finishing') return;
    state = 'finishing';
    void finish()
      .catch(unexpected)
      .finally(() => {
        state = 'finished';
        app.quit();
      });
  });
}
