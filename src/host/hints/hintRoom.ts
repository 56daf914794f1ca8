import type { HintRoom } from '../../shared/model/hint';

/** What matters of an editor for how long a hint may be. */
export interface EditorRoom {
  readonly tabSize: number;
  /** Lines are wrapped where the editor ends: a hint is not, and nobody can scroll to what is cut off. */
  readonly wraps: boolean;
}

/** Columns of code behind which a whole hint, some forty columns, would leave an editor of usual width beside a side bar. */
const longestCode = 72;

/** The same of a small window, with some fifty columns beside its side bar: behind more, the end of a hint may be out of sight. */
const longestInSmallWindow = 20;

/** How much room there is behind the code of a line. */
export function roomFor(text: string, { tabSize, wraps }: EditorRoom): HintRoom {
  const columns = columnsOf(text, tabSize);
  if (wraps || columns > longestCode) return 'scarce';
  return columns > longestInSmallWindow ? 'narrow' : 'ample';
}

function columnsOf(text: string, tabSize: number): number {
  let columns = 0;
  for (const character of text.trimEnd()) columns += character === '\t' ? tabSize - (columns % tabSize) : 1;
  return columns;
}
