/** Credits of one period, told apart by how sure we are. Practice counts nowhere. */
export interface SpendingSum {
  /** Settled: the service made the pictures. */
  readonly used: number;
  /** Held by the service for tasks that are under way. */
  readonly reserved: number;
  /** Of failed tasks and lost answers: probably given back, but no figure of the service says so. */
  readonly uncertain: number;
  /** Given back, as the service's own figures say. */
  readonly refunded: number;
}

/** What was spent, by the calendar of the person's own time zone. */
export interface Spending {
  readonly today: SpendingSum;
  readonly month: SpendingSum;
}

/** What a budget has to reckon with: everything that was or may be charged. */
export function mostSpent({ used, reserved, uncertain }: SpendingSum): number {
  return used + reserved + uncertain;
}
