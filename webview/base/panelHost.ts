import type { FromPanel, ToPanel } from '../../src/shared/wires/panelMessages';
import { toDisposable, type Disposable } from '../../src/shared/base/disposable';

/** What a panel may ask of the editor: send, listen, and keep a little state while it is hidden. */
export interface PanelHost {
  post(message: FromPanel): void;
  onMessage(listener: (message: ToPanel) => void): Disposable;
  /** What `saveState` kept last; undefined at first. Written by an earlier version of the panel perhaps: validate it. */
  loadState(): unknown;
  saveState(state: unknown): void;
}

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Connects to the editor around this webview. VS Code hands out its interface once a page, so call this once. */
export function connectPanelHost(): PanelHost {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    onMessage: (listener) => {
      const receive = (event: MessageEvent<unknown>) => {
        if (isToPanel(event.data)) listener(event.data);
      };
      window.addEventListener('message', receive);
      return toDisposable(() => window.removeEventListener('message', receive));
    },
    loadState: () => api.getState(),
    saveState: (state) => api.setState(state),
  };
}

/** Only the extension host posts into a webview, and both ends are built from one contract: the type tells enough. */
function isToPanel(data: unknown): data is ToPanel {
  if (typeof data !== 'object' || data === null || !('type' in data)) return false;
  return data.type === 'state' || data.type === 'targets' || data.type === 'grew';
}
