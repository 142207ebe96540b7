import { EventEmitter } from 'node:events';

import { electronEvent } from './event.ts';
import { record } from './recorded.ts';
import { strictClass } from './strict.ts';

interface NotificationOptions {
  readonly title?: string;
  readonly body?: string;
  readonly subtitle?: string;
  readonly silent?: boolean;
}

const shown = new Set<Notification>();

/** `Notification`: written down. A test clicks one with `notification.emit('click', {})`, found through `globalThis.standIn.recorded`. */
export class Notification extends EventEmitter {
  title: string;
  body: string;
  subtitle: string;
  silent: boolean;

  constructor(options: NotificationOptions = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    this.subtitle = options.subtitle ?? '';
    this.silent = options.silent ?? false;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    shown.add(this);
    record('Notification.show', this);
    this.emit('show', electronEvent({}));
  }
  close(): void {
    if (shown.delete(this)) this.emit('close', electronEvent({}));
  }
}
strictClass('Notification', Notification);
