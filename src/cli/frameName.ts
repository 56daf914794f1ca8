import { readableSymbol } from '../shared/symbolName';
import { printable } from './printable';

/** A frame as pprof names it: function, then file and line as far as they are known (`:5` without a file). Safe for a terminal. */
export function frameName(frame: { readonly function: string; readonly file: string; readonly line: number }): string {
  const place = frame.line === 0 ? frame.file : `${frame.file}:${String(frame.line)}`;
  return printable([readableSymbol(frame.function), place].filter(Boolean).join(' '));
}
