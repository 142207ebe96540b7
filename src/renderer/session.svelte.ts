import type { Account } from '../shared/account.ts';
import type { Bridge } from '../shared/bridge.ts';

/** Whose pictures are being made: a key, practice mode, or nobody yet. */
export class Session {
  readonly #bridge: Bridge['account'];
  #account = $state.raw<Account>({
    mode: 'none',
    keyEnding: null,
    storage: null,
    keychain: 'ready',
    balance: null,
    failure: null,
  });

  constructor(bridge: Bridge['account']) {
    this.#bridge = bridge;
  }

  get account(): Account {
    return this.#account;
  }

  async load(): Promise<void> {
    this.#account = await this.#bridge.get();
  }

  listen(): () => void {
    return this.#bridge.changed((account) => {
      this.#account = account;
    });
  }

  /** Tests the key against the service and keeps it. Throws a `Failure` when either doesn't work. */
  async saveKey(key: string): Promise<void> {
    this.#account = await this.#bridge.saveKey(key);
  }

  async removeKey(): Promise<void> {
    this.#account = await this.#bridge.removeKey();
  }

  async startPractice(): Promise<void> {
    this.#account = await this.#bridge.startPractice();
  }

  async leavePractice(): Promise<void> {
    this.#account = await this.#bridge.leavePractice();
  }

  async refreshBalance(): Promise<void> {
    this.#account = await this.#bridge.refreshBalance();
  }
}
