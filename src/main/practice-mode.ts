import type { Access } from './evolink/access.ts';
import type { PracticeServer } from './practice/practice-server.ts';

/** Practice mode: the built-in server, started when it is first needed. */
export class PracticeMode {
  readonly #folder: string;
  #starting: Promise<PracticeServer> | null = null;

  /** `folder` keeps its tasks and credits over a restart of the app. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async access(): Promise<Access> {
    const server = await (this.#starting ??= this.#begin());
    return { apiUrl: server.url, filesUrl: server.filesUrl, key: server.key, practice: true };
  }

  async stop(): Promise<void> {
    await (await this.#starting)?.stop();
  }

  /** A start that failed may be tried again. */
  #begin(): Promise<PracticeServer> {
    const starting = this.#start();
    starting.catch(() => (this.#starting = null));
    return starting;
  }

  async #start(): Promise<PracticeServer> {
    // Loaded only when somebody practises: most people never do after their first day.
    const [{ PracticeServer }, { allowOnlyPictures }] = await Promise.all([
      import('./practice/practice-server.ts'),
      import('./files/picture-preview.ts'),
    ]);
    allowOnlyPictures();
    const server = new PracticeServer({ folder: this.#folder });
    await server.start();
    return server;
  }
}
