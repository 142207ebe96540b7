/** Where to send requests and with which key. Stays in the main process; never logged, never put on disk. */
export interface Access {
  readonly apiUrl: string;
  readonly filesUrl: string;
  readonly key: string;
  /** The built-in practice server instead of the paid service. */
  readonly practice: boolean;
}
