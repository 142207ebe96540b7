/** The queue of what isn't sent yet, as the person left it. */
export interface QueueState {
  readonly paused: boolean;
}
