import type { Combination, Modifiers, ToolSettings } from '../tool.ts';

/** As image editors have it: Shift adds, Alt subtracts, both keep what lies in both; without them the setting counts. */
export function combinationOf({ combination }: ToolSettings, { shift, alt }: Modifiers): Combination {
  if (shift && alt) return 'intersect';
  if (shift) return 'add';
  return alt ? 'subtract' : combination;
}
