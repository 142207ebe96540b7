import type { SecretKey } from './secret-key.ts';

/** Where the API key is kept. Whatever goes wrong is a Failure: `keyring-missing` or `keyring-locked`. */
export interface KeyVault {
  /** Null when nothing is there, or when a keychain doesn't give what it has: some answer the same to both. */
  load(): Promise<SecretKey | null>;
  save(key: SecretKey): Promise<void>;
  remove(): Promise<void>;
}

/** What a keychain tells beside its answers. */
export interface KeychainNews {
  /** It asks the person for something, or has got its answer. */
  onWaiting(waiting: boolean): void;
  /** A call that nobody waited for any more has succeeded: the keychain can be asked again without asking the person. */
  onUnlocked(): void;
}

/** Keeps the key until the app quits: for systems without a keychain. */
export class MemoryVault implements KeyVault {
  #key: SecretKey | null = null;

  load(): Promise<SecretKey | null> {
    return Promise.resolve(this.#key);
  }

  save(key: SecretKey): Promise<void> {
    this.#key = key;
    return Promise.resolve();
  }

  remove(): Promise<void> {
    this.#key = null;
    return Promise.resolve();
  }
}
