import type { Terminal } from './cliParts';
import { ownText } from '../../shared/base/said/said';
import { textWidth } from '../../shared/base/textWidth';
import { terminalText } from '../../shared/base/said/terminalText';

/** Says on standard error what is being waited for, while a person looks. */
export interface Progress {
  /** Replaces what stood there. */
  show(step: string): void;
  /** Leaves the line empty, before an answer or an error is written. */
  clear(): void;
}

const clearLine = ownText('\r\u001b[K');

/** Where a terminal does not say how wide it is, columns. */
const usualColumns = 80;

/** No terminal shows more of a line. */
const longestStep = 1000;

/** A step that fills more than a line cannot be cleared, so that it ends before the line does. */
function fitted(step: string, columns: number): string {
  const text = `${terminalText(step, longestStep)} …`;
  const room = Math.max(1, columns - 1);
  if (textWidth(text) <= room) return text;
  let shown = '';
  for (const character of text) {
    if (textWidth(shown) + textWidth(character) >= room) break;
    shown += character;
  }
  return `${shown}…`;
}

/** Silent unless standard error is a terminal. */
export function createProgress(terminal: Terminal, quiet: boolean): Progress {
  if (quiet || !terminal.errorIsTerminal) return { show: () => undefined, clear: () => undefined };
  let isShown = false;
  return {
    show(step) {
      const columns = terminal.errorColumns?.() ?? usualColumns;
      terminal.writeError(ownText(`${clearLine}${fitted(step, columns)}`));
      isShown = true;
    },
    clear() {
      if (isShown) terminal.writeError(clearLine);
      isShown = false;
    },
  };
}
