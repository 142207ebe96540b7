import type { Language, Settings } from '../shared/settings.ts';

/** Writes the chosen looks and the language on `<html>`, where the styles and the screen reader find them. */
export function dress(root: HTMLElement, { theme, motion }: Pick<Settings, 'theme' | 'motion'>, language: Language): void {
  root.lang = language;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  if (motion === 'reduced') root.dataset.motion = 'reduced';
  else delete root.dataset.motion;
}
