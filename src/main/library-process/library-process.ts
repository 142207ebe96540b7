/** A process that runs `entry.ts`, as the main process sees it. */
export interface LibraryProcess {
  /** Throws what can't be cloned. Messages are kept until the process listens, and lost once it has ended. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  /** Ends it without asking. */
  kill(): void;
}

export type StartLibraryProcess = () => LibraryProcess;
