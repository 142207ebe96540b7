import { app } from './app.ts';
import { nativeTheme } from './native-theme.ts';
import { contentsById } from './registry.ts';
import { WebContents } from './web-contents.ts';

/** What `nativeTheme.themeSource` says is what pages see as `prefers-color-scheme`. */
export function followTheme(): void {
  const apply = (contents: WebContents): void => {
    const page = WebContents.pageOf(contents);
    const { themeSource } = nativeTheme;
    const features = themeSource === 'system' ? [] : [{ name: 'prefers-color-scheme', value: themeSource }];
    page.whenOpen(() => page.session.tell('Emulation.setEmulatedMedia', { features }));
  };
  nativeTheme.on('stand-in-source', () => {
    for (const contents of contentsById.values()) apply(contents);
  });
  app.on('web-contents-created', (_, contents: WebContents) => {
    if (nativeTheme.themeSource !== 'system') apply(contents);
  });
}
