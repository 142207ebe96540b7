import { Failure } from '../../shared/failure.ts';
import type { KeychainNews, KeyVault } from './key-vault.ts';
import { OneAtATime } from './patience.ts';
import { SecretKey } from './secret-key.ts';

/** The part of keytar that may be used: `findCredentials` and `findPassword` crash the process on a locked Linux keyring. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

const service = 'Afterglow';
const account = 'evolink-api-key';

/** Loads keytar, which fails where the system's library for secrets isn't installed: never at start, only when a key is needed. */
export async function loadKeytar(): Promise<Keychain> {
  const keytar: object = await import('keytar');
  return ('default' in keytar ? keytar.default : keytar) as Keychain;
}

/** The operating system's side: how its keychain is opened (`loadKeytar`) and which system it is. */
export interface KeychainSystem {
  readonly open: () => Promise<Keychain>;
  readonly platform: NodeJS.Platform;
}

/** The system's keychain, with everything it can do to its caller kept away from the app. */
export class KeychainVault implements KeyVault {
  readonly #system: KeychainSystem;
  readonly #calls: OneAtATime;
  #keychain: Keychain | null = null;

  constructor(system: KeychainSystem, news: KeychainNews) {
    this.#system = system;
    this.#calls = new OneAtATime({
      onWaiting: (waiting) => news.onWaiting(waiting),
      onLate: (value) => {
        if (value !== null) news.onUnlocked();
      },
      giveUp: () => new Failure('keyring-locked', 'The keychain still waits for its password. Unlock it, then try again.'),
    });
  }

  load(): Promise<SecretKey | null> {
    return this.#calls.run(async () => {
      const text = await this.#read(await this.#opened());
      return text === null || text === '' ? null : new SecretKey(text);
    });
  }

  save(key: SecretKey): Promise<void> {
    return this.#calls.run(async () => {
      const keychain = await this.#opened();
      await this.#write(keychain, key.reveal());
      // A keychain that took the key and doesn't give it back would be found out only at the next start.
      if ((await this.#read(keychain)) !== key.reveal()) throw locked();
    });
  }

  remove(): Promise<void> {
    return this.#calls.run(async () => {
      const keychain = await this.#opened();
      if (await this.#erase(keychain)) return;
      // "Nothing deleted" is also what a locked keychain says, without asking for its password. Writing asks, and tells the two apart.
      await this.#write(keychain, 'removed');
      if (!(await this.#erase(keychain))) throw locked();
    });
  }

  async #opened(): Promise<Keychain> {
    try {
      return (this.#keychain ??= await this.#system.open());
    } catch (cause) {
      throw missing(cause);
    }
  }

  async #read(keychain: Keychain): Promise<string | null> {
    try {
      return await keychain.getPassword(service, account);
    } catch (cause) {
      throw this.#refusal(cause);
    }
  }

  async #write(keychain: Keychain, text: string): Promise<void> {
    try {
      await keychain.setPassword(service, account, text);
    } catch (cause) {
      // A locked keychain refuses to write as one does that isn't there; only the latter refuses to read as well.
      await this.#read(keychain);
      throw locked(cause);
    }
  }

  async #erase(keychain: Keychain): Promise<boolean> {
    try {
      return await keychain.deletePassword(service, account);
    } catch (cause) {
      throw this.#refusal(cause);
    }
  }

  /** Linux answers null for what it doesn't give and refuses when nobody is there; macOS and Windows always have a keychain. */
  #refusal(cause: unknown): Failure {
    return this.#system.platform === 'linux' ? missing(cause) : locked(cause);
  }
}

function missing(cause: unknown): Failure {
  return new Failure('keyring-missing', 'This system has no keychain that Afterglow can use.', { cause });
}

function locked(cause?: unknown): Failure {
  return new Failure('keyring-locked', "The keychain is locked or doesn't give Afterglow access.", { cause });
}
