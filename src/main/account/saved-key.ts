import type { Account } from '../../shared/account.ts';
import { Failure, type FailureData } from '../../shared/failure.ts';
import type { KeychainNews, KeyVault } from './key-vault.ts';
import type { SecretKey } from './secret-key.ts';

/** Remembers, outside the keychain, that a key was saved to it: its last four characters, or null. */
export interface RememberedEnding {
  load(): string | null;
  save(ending: string | null): void;
}

/** The vaults to keep a key in, the first choice being the system's keychain. */
export interface Vaults {
  readonly keychain: (news: KeychainNews) => KeyVault;
  /** For systems without a keychain: until the app quits. */
  readonly memory: KeyVault;
}

interface KeyNews {
  readonly onChanged: () => void;
  readonly onUnlocked: () => void;
}

/** What may be known about the key everywhere. */
export interface KeyState extends Pick<Account, 'keyEnding' | 'storage' | 'keychain'> {
  /** Why the key can't be had although there is one. */
  readonly failure: FailureData | null;
}

/** The person's key, wherever it is kept; read when it is first needed and held in memory from then on. */
export class SavedKey {
  readonly #keychain: KeyVault;
  readonly #memory: KeyVault;
  readonly #remembered: RememberedEnding;
  readonly #onChanged: () => void;
  #state: KeyState;
  #key: SecretKey | null = null;
  #reading: Promise<SecretKey | null> | null = null;

  constructor(vaults: Vaults, remembered: RememberedEnding, { onChanged, onUnlocked }: KeyNews) {
    this.#keychain = vaults.keychain({ onWaiting: (waiting) => this.#waits(waiting), onUnlocked });
    this.#memory = vaults.memory;
    this.#remembered = remembered;
    this.#onChanged = onChanged;
    const keyEnding = remembered.load();
    this.#state = { keyEnding, storage: keyEnding === null ? null : 'keychain', keychain: 'ready', failure: null };
  }

  get state(): KeyState {
    return this.#state;
  }

  /**
   * Null when there is none, or while the keychain doesn't give it; the state says which. Never fails.
   * A keychain that refused is asked again only when `again` is set: each time it may ask the person for its password.
   */
  async get({ again = false } = {}): Promise<SecretKey | null> {
    if (this.#state.failure && !again && !this.#reading) return null;
    // One reading for everyone who asks meanwhile.
    return this.#key ?? (this.#reading ??= this.#read().finally(() => (this.#reading = null)));
  }

  async save(key: SecretKey): Promise<void> {
    const storage = await this.#store(key);
    this.#key = key;
    this.#remembered.save(storage === 'keychain' ? key.ending : null);
    this.#change({ keyEnding: key.ending, storage, keychain: storage === 'keychain' ? 'ready' : 'missing', failure: null });
  }

  async remove(): Promise<void> {
    if (this.#remembered.load() !== null) await this.#asking(() => this.#keychain.remove());
    await this.#memory.remove();
    this.#key = null;
    this.#remembered.save(null);
    this.#change({ keyEnding: null, storage: null, failure: null });
  }

  async #store(key: SecretKey): Promise<'keychain' | 'memory'> {
    try {
      await this.#asking(() => this.#keychain.save(key));
      await this.#memory.remove();
      return 'keychain';
    } catch (error) {
      if (!(error instanceof Failure && error.code === 'keyring-missing')) throw error;
      await this.#memory.save(key);
      return 'memory';
    }
  }

  async #read(): Promise<SecretKey | null> {
    if (this.#remembered.load() === null) return this.#memory.load();
    try {
      const key = await this.#asking(() => this.#keychain.load());
      // Null means "nothing there" and "locked" alike. A key was saved, so this isn't a new person.
      if (!key) throw new Failure('keyring-locked', 'A key was saved, but the keychain is locked or has lost it.');
      return this.#found(key);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#change({ keychain: error.code === 'keyring-missing' ? 'missing' : 'locked', failure: error.toData() });
      return null;
    }
  }

  #found(key: SecretKey): SecretKey {
    this.#key = key;
    if (key.ending !== this.#remembered.load()) this.#remembered.save(key.ending);
    this.#change({ keyEnding: key.ending, storage: 'keychain', keychain: 'ready', failure: null });
    return key;
  }

  async #asking<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Failure) this.#change({ keychain: error.code === 'keyring-missing' ? 'missing' : 'locked' });
      throw error;
    }
  }

  #waits(waiting: boolean): void {
    if (waiting) this.#change({ keychain: 'waiting' });
    else if (this.#state.keychain === 'waiting') this.#change({ keychain: 'ready' });
  }

  #change(change: Partial<KeyState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChanged();
  }
}
