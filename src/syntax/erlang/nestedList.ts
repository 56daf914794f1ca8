import type { FunctionRange } from './functionRanges';

/** `buffer: [state.buffer, line]`, `buf = [S#screen.buf, Line]`: put behind what the same field has, as what is printed is put together. */
const ofField = /(?<!\w)(\w+)\s*(?:=>|:=|=|:)\s*(\[\s*(?:\w+(?:#\w+)?\.)?\1\s*,)/;

/** Where a list is made of itself and more, in a field or in a loop that goes on with it: the column, null where none is. */
export function nestedList(text: string, around: FunctionRange | null, head: string): number | null {
  const field = ofField.exec(text);
  if (field !== null) return field.index + field[0].length - (field[2] ?? '').length;
  if (around === null) return null;
  const again = new RegExp(`(?<![\\w:.])${around.name.replace(/\W/g, '\\$&')}\\(`).exec(text);
  if (again === null) return null;
  const from = again.index + again[0].length;
  const list = /\[\s*(\w+)\s*,/.exec(text.slice(from));
  if (list === null || !new RegExp(`(?<!\\w)${list[1] ?? ''}(?!\\w)`).test(head)) return null;
  return from + list.index;
}
