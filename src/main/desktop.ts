import type { App, BrowserWindow, Notification } from 'electron';

import type { Desktop, Progress } from './attention.ts';

interface DesktopParts {
  readonly app: Pick<App, 'setBadgeCount'>;
  readonly Notification: typeof Notification;
  readonly platform: NodeJS.Platform;
  /** The window, while there is one. */
  readonly window: () => BrowserWindow | null;
}

/** The real desktop, through Electron. */
export function electronDesktop({ app, Notification, platform, window }: DesktopParts): Desktop {
  // A notification that is collected as garbage no longer hears its click.
  const shown = new Set<Notification>();
  return {
    isInFront: () => window()?.isFocused() ?? false,
    showProgress: (progress) => window()?.setProgressBar(barValue(progress, platform)),
    showBadge: (count) => {
      app.setBadgeCount(count);
    },
    bringForward: () => {
      const there = window();
      if (there?.isMinimized()) there.restore();
      there?.show();
      there?.focus();
    },
    notify: (notice, onClick) => {
      if (!Notification.isSupported()) return;
      const notification = new Notification(notice);
      shown.add(notification);
      notification.on('click', onClick);
      notification.on('close', () => shown.delete(notification));
      notification.show();
    },
  };
}

/** Electron's number: below 0 takes the bar away, above 1 says "by an unknown amount", which Linux can't draw. */
export function barValue(progress: Progress, platform: NodeJS.Platform): number {
  if (progress === 'none') return -1;
  if (progress === 'unknown') return platform === 'linux' ? 0 : 2;
  return progress;
}
