/** What is plainly wrong with a key before it is tested. */
export function keyProblem(key: string): 'empty' | 'short' | 'long' | 'characters' | undefined {
  const text = key.trim();
  if (text === '') return 'empty';
  if (!/^[\x21-\x7e]+$/.test(text)) return 'characters';
  if (text.length < 8) return 'short';
  return text.length > 512 ? 'long' : undefined;
}
