import type { Account, Balance } from '../../shared/account.ts';
import { Failure, type FailureData } from '../../shared/failure.ts';
import type { Access } from '../evolink/access.ts';
import { KeyAccess, type Addresses } from './key-access.ts';
import { SavedKey, type Vaults } from './saved-key.ts';
import { SecretKey } from './secret-key.ts';

/** What is remembered from one start to the next. Nothing of it is secret. */
export interface RememberedAccount {
  readonly mode: Account['mode'];
  /** The ending of the key that is in the keychain, or null when none was saved there. */
  readonly keyEnding: string | null;
}

export interface AccountParts extends Vaults {
  readonly remembered: { load(): RememberedAccount; save(remembered: RememberedAccount): void };
  readonly addresses: () => Addresses;
  /** Starts the practice server when it isn't running. */
  readonly practice: () => Promise<Access>;
  /** Asks the service for the balance; throws a Failure. */
  readonly checkBalance: (access: Access, signal: AbortSignal) => Promise<Balance>;
  /** Keeps a key out of the log from now on. */
  readonly hide: (key: string) => void;
  readonly onUnexpected: (error: unknown) => void;
}

/** What the service said about the balance last. */
interface Checked {
  readonly balance: Balance | null;
  readonly failure: FailureData | null;
}

const unchecked: Checked = { balance: null, failure: null };

/** Whose pictures are being made: the person's own key, practice, or nobody yet. */
export class CurrentAccount {
  readonly #parts: AccountParts;
  readonly #savedKey: SavedKey;
  readonly #listeners = new Set<(account: Account) => void>();
  #mode: Account['mode'];
  #checked = unchecked;
  #turn: Promise<unknown> = Promise.resolve();
  #check = new AbortController();

  constructor(parts: AccountParts) {
    this.#parts = parts;
    const { remembered } = parts;
    this.#savedKey = new SavedKey(
      parts,
      { load: () => remembered.load().keyEnding, save: (keyEnding) => remembered.save({ ...remembered.load(), keyEnding }) },
      { onChanged: () => this.#announce(), onUnlocked: () => this.#refreshSoon() },
    );
    const { mode, keyEnding } = remembered.load();
    // A key that lived in memory is gone with the process that held it.
    this.#mode = mode === 'key' && keyEnding === null ? 'none' : mode;
  }

  get(): Account {
    const { failure, ...key } = this.#savedKey.state;
    const { balance } = this.#checked;
    return { mode: this.#mode, ...key, balance, failure: (this.#mode === 'key' ? failure : null) ?? this.#checked.failure };
  }

  onChanged(listener: (account: Account) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Reads the key and asks for the balance in the background. In practice, or with no key, the keychain is left alone. */
  start(): void {
    this.#refreshSoon();
  }

  /** Tests the key against the service and stores it; a key that is refused, or that can't be tested, isn't stored. */
  saveKey(text: string): Promise<Account> {
    return this.#inTurn(async () => {
      this.#parts.hide(text);
      const key = new SecretKey(text);
      const checked = await this.#ask(new KeyAccess(this.#parts.addresses(), key), new AbortController().signal);
      // A key whose credit is used up is a right one.
      if (checked.failure && checked.failure.code !== 'no-credit') throw Failure.fromData(checked.failure);
      await this.#savedKey.save(key);
      return this.#switchTo('key', checked);
    });
  }

  removeKey(): Promise<Account> {
    return this.#inTurn(async () => {
      await this.#savedKey.remove();
      return this.#mode === 'practice' ? this.get() : this.#switchTo('none', unchecked);
    });
  }

  startPractice(): Promise<Account> {
    return this.#inTurn(async () => {
      const access = await this.#parts.practice();
      return this.#switchTo('practice', await this.#ask(access, new AbortController().signal));
    });
  }

  leavePractice(): Promise<Account> {
    return this.#inTurn(() => {
      const account = this.#switchTo(this.#savedKey.state.keyEnding === null ? 'none' : 'key', unchecked);
      this.#refreshSoon();
      return Promise.resolve(account);
    });
  }

  /** Also asks the keychain again for a key that it didn't give. */
  async refreshBalance(): Promise<Account> {
    const { signal } = this.#newCheck();
    if (this.#mode === 'none') return this.get();
    const access = await this.#accessTo(this.#mode === 'practice', true);
    const checked = access ? await this.#ask(access, signal) : unchecked;
    // Someone changed the account, or asked again, while the service was answering.
    if (signal.aborted) return this.get();
    this.#checked = checked;
    return this.#announce();
  }

  /** What a job's requests are sent with, or null while there is no key to be had; the state says why. */
  access(practice: boolean): Promise<Access | null> {
    return this.#accessTo(practice, false);
  }

  async #accessTo(practice: boolean, again: boolean): Promise<Access | null> {
    if (practice) return this.#parts.practice();
    const key = await this.#savedKey.get({ again });
    if (!key) return null;
    this.#parts.hide(key.reveal());
    return new KeyAccess(this.#parts.addresses(), key);
  }

  async #ask(access: Access, signal: AbortSignal): Promise<Checked> {
    try {
      return { balance: await this.#parts.checkBalance(access, signal), failure: null };
    } catch (error) {
      if (signal.aborted) return unchecked;
      if (!(error instanceof Failure)) throw error;
      return { balance: null, failure: error.toData() };
    }
  }

  #switchTo(mode: Account['mode'], checked: Checked): Account {
    this.#newCheck();
    this.#mode = mode;
    this.#checked = checked;
    this.#parts.remembered.save({ ...this.#parts.remembered.load(), mode });
    return this.#announce();
  }

  #refreshSoon(): void {
    this.refreshBalance().catch(this.#parts.onUnexpected);
  }

  /** Saving, removing and switching follow one another; what is asked second starts from what the first left. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The answer to an earlier question no longer counts. */
  #newCheck(): AbortController {
    this.#check.abort();
    this.#check = new AbortController();
    return this.#check;
  }

  #announce(): Account {
    const account = this.get();
    for (const listener of this.#listeners) listener(account);
    return account;
  }
}
