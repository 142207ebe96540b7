/** What a file says about how its picture was made. */
export interface Restored {
  readonly prompt: string;
  /** Empty when it isn't known. */
  readonly model: string;
  readonly software: string | null;
}
