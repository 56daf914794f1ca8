import { toDisposable, type Disposable } from '../../src/shared/base/disposable';

/** What a view may ask of the editor: send, listen, and keep a little state while it is hidden. */
export interface PanelHost<ToView, FromView> {
  post(message: FromView): void;
  onMessage(listener: (message: ToView) => void): Disposable;
  /** What `saveState` kept last; undefined at first. Written by an earlier version of the view perhaps: validate it. */
  loadState(): unknown;
  saveState(state: unknown): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/**
 * Connects to the editor around this webview. VS Code hands out its interface once a page, so call this once.
 *
 * @param types of the messages that the host posts; it and the view are built from one contract, so the type tells enough
 */
export function connectPanelHost<ToView extends { readonly type: string }, FromView>(
  types: readonly ToView['type'][],
): PanelHost<ToView, FromView> {
  const api = acquireVsCodeApi();
  const isToView = (data: unknown): data is ToView =>
    typeof data === 'object' && data !== null && 'type' in data && types.some((type) => type === data.type);
  return {
    post: (message) => api.postMessage(message),
    onMessage: (listener) => {
      const receive = (event: MessageEvent<unknown>) => {
        if (isToView(event.data)) listener(event.data);
      };
      window.addEventListener('message', receive);
      return toDisposable(() => window.removeEventListener('message', receive));
    },
    loadState: () => api.getState(),
    saveState: (state) => api.setState(state),
  };
}
