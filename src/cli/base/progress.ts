import type { Terminal } from './cliParts';
import { ownText } from '../../shared/base/said/said';
import { terminalText } from '../../shared/base/said/terminalText';

/** Says on standard error what is being waited for, while a person looks. */
export interface Progress {
  /** Replaces what stood there. */
  show(step: string): void;
  /** Leaves the line empty, before an answer or an error is written. */
  clear(): void;
}

const clearLine = ownText('\r\u001b[K');

/** A step that fills more than a line cannot be cleared. */
const longestStep = 200;

/** Silent unless standard error is a terminal. */
export function createProgress(terminal: Terminal, quiet: boolean): Progress {
  if (quiet || !terminal.errorIsTerminal) return { show: () => undefined, clear: () => undefined };
  let isShown = false;
  return {
    show(step) {
      terminal.writeError(ownText(`${clearLine}${terminalText(step, longestStep)} …`));
      isShown = true;
    },
    clear() {
      if (isShown) terminal.writeError(clearLine);
      isShown = false;
    },
  };
}
