import { isReady } from './host.ts';
import { strict } from './strict.ts';

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

interface Privileges {
  readonly scheme: string;
  readonly privileges?: Readonly<Record<string, boolean>>;
}

const privileged = new Map<string, Readonly<Record<string, boolean>>>();

/** `session.protocol`: who answers requests for a scheme. */
export class Protocol {
  readonly #handlers = new Map<string, ProtocolHandler>();

  constructor() {
    strict('protocol', this);
  }

  handle(scheme: string, handler: ProtocolHandler): void {
    if (['http', 'https', 'file'].includes(scheme))
      throw new Error(`electron.protocol.handle('${scheme}') is not implemented by the stand-in`);
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.#handlers.set(scheme, handler);
  }
  unhandle(scheme: string): void {
    if (!this.#handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  }
  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  /** @internal */
  static handlerOf(protocol: Protocol, scheme: string): ProtocolHandler | undefined {
    return protocol.#handlers.get(scheme);
  }
  /** @internal */
  static schemesOf(protocol: Protocol): Iterable<string> {
    return protocol.#handlers.keys();
  }
}

export function registerSchemesAsPrivileged(schemes: readonly Privileges[]): void {
  if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
  for (const { scheme, privileges = {} } of schemes) {
    if (privileges['bypassCSP'] || privileges['corsEnabled'] || privileges['allowServiceWorkers']) {
      throw new Error('The stand-in can only keep schemes without bypassCSP, corsEnabled and allowServiceWorkers');
    }
    privileged.set(scheme, privileges);
  }
}

/** The alias is a standard, secure origin. A scheme registered as less would behave worse in Electron than here. */
export function isHonest(scheme: string): boolean {
  const given = privileged.get(scheme) ?? {};
  return Boolean(given['standard'] && given['secure'] && given['supportFetchAPI']);
}
