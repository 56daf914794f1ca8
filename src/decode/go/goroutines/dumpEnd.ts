import { decodeText } from '../../base/textLines';
import type { TextLines } from '../../base/textLines';
import { isCall } from './stackLineShape';

/** runtime/pprof stops growing its buffer here and cuts the text wherever it is full (writeGoroutineStacks). */
const runtimeCap = 64 * 1024 * 1024;

const tab = 9;
const headerMark = 'goroutine ';
const creatorMark = 'created by ';

/** What was being read when the text ended. */
export interface EndOfText {
  readonly isOpen: boolean;
  readonly hasBody: boolean;
  readonly isAfterBlank: boolean;
  /** Whether nothing of the open goroutine can follow. */
  readonly isDone: boolean;
  /** A line whose file has not come. */
  readonly pending: { readonly start: number; readonly end: number; readonly isCreator: boolean } | null;
}

/** Where a text ends: behind a whole goroutine, within the open one, or within the header of the next. */
export type DumpEnd = 'whole' | 'within' | 'within-next';

/**
 * Where a text ends. Text of another kind behind the last stack (`exit status 2`, a prompt) is no cut. A text without a last line
 * feed counts as whole when its last line is a complete file line: people paste dumps without it.
 */
export function endOfDump(lines: TextLines, end: EndOfText): DumpEnd {
  const last = lines.terminated ? '' : lines.text().trim();
  if (beginsHeader(last, end)) return 'within-next';
  if (end.isOpen && endsWithin(lines, last, end)) return 'within';
  return lines.bytes.length === runtimeCap ? 'within' : 'whole';
}

function beginsHeader(last: string, { isOpen, hasBody, isAfterBlank, isDone }: EndOfText): boolean {
  if (last === '' || (isOpen && !hasBody)) return false;
  if (last.startsWith(headerMark)) return true;
  return headerMark.startsWith(last) && (isAfterBlank || isDone || !isOpen);
}

function endsWithin(lines: TextLines, last: string, { hasBody, pending }: EndOfText): boolean {
  if (!hasBody) return pending === null || last !== '' || isFrameLine(lines, pending);
  if (pending !== null) return isFrameLine(lines, pending) || (last !== '' && mayBeginFrame(last));
  return last !== '' && isPartOfPlace(lines);
}

function isFrameLine({ bytes }: TextLines, pending: NonNullable<EndOfText['pending']>): boolean {
  return pending.isCreator || isCall(bytes, pending.start, pending.end);
}

/** The beginning of a call or of `created by`: a word with a dot or a slash in it, and no space before its arguments. */
function mayBeginFrame(text: string): boolean {
  return (
    (creatorMark.startsWith(text) && text.length > 1) ||
    /^[^\s()]{0,1000}[./][^\s]{0,1000}(?:\([^)]{0,1000})?$/.test(text)
  );
}

/** A file line that ends before its offset does. */
function isPartOfPlace({ bytes, start, end }: TextLines): boolean {
  const tail = decodeText(bytes, Math.max(start, end - 100), end);
  return bytes[start] === tab ? !/:\d{1,9} \+0x[0-9a-f]+/.test(tail) : /:\d{0,9}(?: (?:\+(?:0x?)?)?)?$/.test(tail);
}
