import { expect, onTestFinished, test } from 'vitest';

import { PatientClock } from './patient-clock.ts';

function patientClock(speed: number): PatientClock {
  const clock = new PatientClock(speed, 0);
  onTestFinished(() => clock.stop());
  return clock;
}

/** The machine does something else for so long. */
function busyFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('a process that doesn’t get its turn loses no time', () => {
  const clock = patientClock(1_000);
  busyFor(200);
  expect(clock.now()).toBeLessThanOrEqual(4_000);
});

test('timers go off in their order, none too early, and none that was taken back', async () => {
  const clock = patientClock(1_000);
  const told: string[] = [];
  const over = new Promise<void>((resolve) => void clock.after(30_000, resolve));
  clock.after(20_000, () => told.push('late'));
  clock.after(5_000, () => told.push('early'));
  clock.after(10_000, () => told.push('never'))();
  await over;
  expect(told).toEqual(['early', 'late']);
  expect(clock.now()).toBeGreaterThanOrEqual(30_000);
});
