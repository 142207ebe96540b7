/** What a person can do about a job, as the store names it. */
export type JobAction = 'cancel' | 'stopWatching' | 'watchAgain' | 'tryAgain' | 'checkAgain' | 'sendAgain' | 'giveUp';
