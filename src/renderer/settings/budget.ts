/** The budget that a text means: a number of credits, null for none, undefined when it is neither. */
export function budgetOf(text: string): number | null | undefined {
  const plain = text.replaceAll(/[\s,，]/g, '');
  if (plain === '') return null;
  const credits = /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  return credits <= 1_000_000 ? credits : undefined;
}
