import { EventEmitter } from 'node:events';

import { isReady } from './host.ts';
import { applyPermissions, type PermissionCheck, type PermissionRequest } from './permissions.ts';
import { Protocol } from './protocol.ts';
import { record } from './recorded.ts';
import { strict, strictClass } from './strict.ts';
import { WebRequest } from './web-request.ts';

/** `session`: one per partition; windows can only use the default one. */
export class Session extends EventEmitter {
  readonly protocol = new Protocol();
  readonly webRequest = new WebRequest();
  spellCheckerEnabled = true;
  readonly #partition: string;
  #userAgent = '';
  #check: PermissionCheck | null = null;
  #request: PermissionRequest | null = null;

  constructor(partition: string) {
    super();
    this.#partition = partition;
  }

  static get defaultSession(): Session {
    return Session.fromPartition('');
  }
  static fromPartition(partition: string): Session {
    if (!isReady()) throw new Error('Session can only be received when app is ready');
    const known = sessions.get(partition) ?? new Session(partition);
    sessions.set(partition, known);
    return known;
  }

  setPermissionCheckHandler(handler: PermissionCheck | null): void {
    this.#check = handler;
    void applyPermissions(this.#check, this.#request);
  }
  setPermissionRequestHandler(handler: PermissionRequest | null): void {
    this.#request = handler;
    void applyPermissions(this.#check, this.#request);
  }
  setDevicePermissionHandler(handler: unknown): void {
    record('session.setDevicePermissionHandler', typeof handler);
  }
  setDisplayMediaRequestHandler(handler: unknown): void {
    record('session.setDisplayMediaRequestHandler', typeof handler);
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellCheckerEnabled = enabled;
  }
  isSpellCheckerEnabled(): boolean {
    return this.spellCheckerEnabled;
  }
  setSpellCheckerLanguages(languages: string[]): void {
    record('session.setSpellCheckerLanguages', languages);
  }
  setCertificateVerifyProc(proc: unknown): void {
    record('session.setCertificateVerifyProc', typeof proc);
  }
  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent;
  }
  getUserAgent(): string {
    return this.#userAgent;
  }
  resolveProxy(url: string): Promise<string> {
    record('session.resolveProxy', url);
    return Promise.resolve('DIRECT');
  }
  setProxy(config: unknown): Promise<void> {
    record('session.setProxy', config);
    return Promise.resolve();
  }
  forceReloadProxyConfig(): Promise<void> {
    return Promise.resolve();
  }
  closeAllConnections(): Promise<void> {
    return Promise.resolve();
  }
  clearCache(): Promise<void> {
    record('session.clearCache');
    return Promise.resolve();
  }
  clearCodeCaches(): Promise<void> {
    return Promise.resolve();
  }
  clearStorageData(options?: unknown): Promise<void> {
    record('session.clearStorageData', options);
    return Promise.resolve();
  }
  isPersistent(): boolean {
    return this.#partition === '' || this.#partition.startsWith('persist:');
  }

  /** @internal Asks the app's handlers anew for an origin that a window has just gone to. */
  static permissionsFor(session: Session, contents: object, origin: string): Promise<void> {
    return applyPermissions(session.#check, session.#request, { contents, origin });
  }
}
strictClass('session', Session);

const sessions = new Map<string, Session>();

export const session = strict('session', {
  get defaultSession() {
    return Session.defaultSession;
  },
  fromPartition: (partition: string) => Session.fromPartition(partition),
});

/** `protocol` is the default session's. */
