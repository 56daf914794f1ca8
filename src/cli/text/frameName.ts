import { readableSymbol } from '../../shared/base/symbols/symbolName';
import { terminalText } from '../../shared/base/said/terminalText';

/** A frame as pprof names it: function, then file and line as far as they are known (`:5` without a file). Safe for a terminal. */
export function frameName(frame: { readonly function: string; readonly file: string; readonly line: number }): string {
  const file = terminalText(frame.file);
  const place = frame.line === 0 ? file : `${file}:${String(frame.line)}`;
  return [terminalText(readableSymbol(frame.function)), place].filter(Boolean).join(' ');
}
