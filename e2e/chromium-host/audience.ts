// Who is there to see and to answer: a test, a person at a screen, or nobody.
let scripted = Boolean(process.env['STANDIN_SCRIPTED']);

/** Playwright has started this process. */
export function testIsThere(): void {
  scripted = true;
}

export function isVisible(): boolean {
  if (process.env['STANDIN_HEADLESS']) return false;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']) || (process.platform === 'darwin' && !scripted);
}

/** Only then does the stand-in show anything of its own. In a test whatever nobody foresaw must fail. */
export function personIsThere(): boolean {
  return !scripted && isVisible();
}
