import type { PanelStore } from '../panelStore';
import type { Explorer } from './explorer';

/** What keys do in the chart of the editor, besides moving the cursor. @returns whether the key was one of them */
export function exploreKey(store: PanelStore, explorer: Explorer, { key, altKey }: KeyboardEvent): boolean {
  const at = store.cursor.value ?? explorer.selected.value;
  if (altKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
    explorer.pan(key === 'ArrowLeft' ? -0.25 : 0.25);
    return true;
  }
  switch (key) {
    case '+':
    case '=':
      explorer.zoom(0.5, store.cursor.value);
      return true;
    case '-':
      explorer.zoom(2, store.cursor.value);
      return true;
    case '0':
      explorer.showAll();
      return true;
    case ' ':
      explorer.select(at);
      return true;
    case 'Enter':
      explorer.select(at);
      explorer.open();
      return true;
    case '[':
    case ']':
      if (at !== null) explorer.setEnd(key === '[' ? 0 : 1, at);
      return true;
    case 't':
      explorer.select(at);
      explorer.travel();
      return true;
    case 'Escape':
      return explorer.backToNow();
    case 'c':
      explorer.compare();
      return true;
    default:
      return false;
  }
}
