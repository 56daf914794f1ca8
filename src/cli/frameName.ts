import { printable } from './printable';

/** A frame as pprof names it: function, then file and line as far as they are known. Safe for a terminal. */
export function frameName(frame: { readonly function: string; readonly file: string; readonly line: number }): string {
  const place = frame.line === 0 ? frame.file : `${frame.file}:${String(frame.line)}`;
  return printable([frame.function, frame.file === '' ? '' : place].filter(Boolean).join(' '));
}
