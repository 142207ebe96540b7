import './styles/reset.css';
import './styles/tokens.css';
import './styles/base.css';

import { mount } from 'svelte';

import { bridge } from '../shared/bridge.ts';
import App from './App.svelte';
import { connect, type Wire } from './bridge/connect.svelte.ts';
import StartFailure from './shell/StartFailure.svelte';
import { openStudio } from './studio.ts';

declare global {
  interface Window {
    /** Exposed by the preload script. */
    readonly bridge: Wire;
    readonly pathOf: (file: File) => string;
  }
}

try {
  const studio = await openStudio(connect(bridge, window.bridge), window);
  mount(App, { target: document.body, props: { studio } });
  // So that the gallery is there when it is first opened.
  requestIdleCallback(() => void studio.pictures.load());
} catch (error) {
  console.error(error);
  mount(StartFailure, { target: document.body, props: { onretry: () => location.reload() } });
}
