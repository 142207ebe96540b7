const dayMs = 86_400_000;

/** The days (since 1970, local) of moments that are in order: only the first moment of each day asks for the calendar. */
export function localDays(moments: Float64Array): Int32Array<ArrayBuffer> {
  const days = new Int32Array(moments.length);
  let current = { from: 0, to: 0, day: 0 };
  moments.forEach((moment, at) => {
    if (moment < current.from || moment >= current.to) current = localDay(moment);
    days[at] = current.day;
  });
  return days;
}

function localDay(moment: number): { from: number; to: number; day: number } {
  const date = new Date(moment);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  const from = new Date(year, month, day).getTime();
  return { from, to: new Date(year, month, day + 1).getTime(), day: Math.floor(Date.UTC(year, month, day) / dayMs) };
}

/** When a day (since 1970, local) begins. */
export function dayStart(day: number): number {
  const date = new Date(day * dayMs);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime();
}
