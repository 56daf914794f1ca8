import { toDisposable, type Disposable } from '../../src/shared/base/disposable';
import type { ProfileStore } from './profileStore';

/** `[` and `]` go back and forward through the filters, wherever nobody types: with Alt and an arrow the editor itself goes back. */
export function listenForSteps(store: ProfileStore): Disposable {
  const step = (event: KeyboardEvent) => {
    const [target] = event.composedPath();
    const isTyping = target instanceof HTMLInputElement;
    if (isTyping || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === '[') store.back();
    else if (event.key === ']') store.forward();
  };
  document.addEventListener('keydown', step);
  return toDisposable(() => document.removeEventListener('keydown', step));
}
