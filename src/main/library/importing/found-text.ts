/** What a prompt may take, as everywhere in the app. */
const maxPromptCharacters = 100_000;

/** A text from a stranger's file as a prompt: trimmed, of whole characters, and no longer than any prompt is. */
export function sizedPrompt(text: string): string {
  return text.slice(0, maxPromptCharacters).toWellFormed().replace(/\0/g, '').replace(/\r\n?/g, '\n').trim();
}
