import { shownRatio } from './layout-rules.ts';

/** So few that breaking one into rows takes no time. */
export const longestSection = 1000;

/** What of a layout doesn't depend on the width: runs of pictures of one day, a day of very many in several. */
export interface Sections {
  readonly ratios: Float32Array;
  /** The shown ratios of all pictures before each one, together; one more entry at the end. */
  readonly sums: Float64Array;
  readonly count: number;
  readonly dayCount: number;
  /** The first picture of each section; one more entry at the end, the number of pictures. */
  readonly starts: Int32Array;
  /** Which day each section belongs to, counted from 0; one more entry at the end, the number of days. */
  readonly groups: Int32Array;
}

export function sectionsOf(ratios: Float32Array, days: Int32Array): Sections {
  const sums = new Float64Array(ratios.length + 1);
  const starts: number[] = [];
  const groups: number[] = [];
  let [sum, group, start] = [0, -1, 0];
  for (let index = 0; index < ratios.length; index += 1) {
    const isNewDay = index === 0 || days[index] !== days[index - 1];
    if (isNewDay || index - start === longestSection) {
      if (isNewDay) group += 1;
      start = index;
      starts.push(start);
      groups.push(group);
    }
    sum += shownRatio(ratios[index] ?? 1);
    sums[index + 1] = sum;
  }
  return {
    ...{ ratios, sums },
    count: starts.length,
    dayCount: group + 1,
    starts: Int32Array.from([...starts, ratios.length]),
    groups: Int32Array.from([...groups, group + 1]),
  };
}
