/** What a person can do about a job that was sent, as the store names it. */
export type JobAction = 'stopWatching' | 'watchAgain' | 'tryAgain' | 'checkAgain' | 'sendAgain' | 'giveUp';

/** Those that a person chooses between, each with a line that says what it does. */
export type Option = Exclude<JobAction, 'stopWatching'>;
