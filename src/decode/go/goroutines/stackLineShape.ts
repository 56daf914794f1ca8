import { decodeText } from '../../base/textLines';
import { placeEnd } from './stackLine';

/** How the lines of a stack look once a terminal, a tracker or a log had them: told by what stands in them, not by a tab in front. */

const space = 32;
const tab = 9;

/** No function of a program needs more to be known by. */
const longestShape = 4096;

/** Behind `file:line` the runtime writes offsets and addresses, and nothing else. */
const behindPlace = /^(?: \+0x[0-9a-f]{1,16})?(?: fp=0x[0-9a-f]{1,16} sp=0x[0-9a-f]{1,16})?(?: pc=0x[0-9a-f]{1,16})?$/;
const addressAlone = /^pc=0x[0-9a-f]{1,16}$/;

/** `main.(*T).M[...](0x1, {0x2?, _}, ...)`: words of the arguments are addresses, and a name holds no space. */
const call = /^[^\s(][^\s]{0,2000}\((?:[0-9a-fx?_{},. ]{0,2000})\)$/;

/** Files of Go, C and assembly, and those that have no file. */
const sourceFile = /(?:\.[A-Za-z0-9+]{1,5}|>)$/;

/** First position that is neither a space nor a tab. */
export function behindIndent(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === tab || bytes[at] === space)) at += 1;
  return at;
}

/** Whether a line without its indent is `file:line`, with or without what the runtime writes behind it. */
export function isPlace(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > longestShape || start === end) return false;
  const text = decodeText(bytes, start, end);
  if (addressAlone.test(text)) return true;
  // An offset may hold no colon, so that the last one is the line's.
  const stop = placeEnd(bytes, start, end);
  if (stop < 0 || !behindPlace.test(decodeText(bytes, stop, end))) return false;
  const place = decodeText(bytes, start, stop);
  return stop < end || sourceFile.test(place.slice(0, place.lastIndexOf(':')));
}

/** Whether a line without its indent is a call as the runtime prints one, so that it is a frame even where its file is missing. */
export function isCall(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > longestShape || bytes[end - 1] !== 41) return false;
  const text = decodeText(bytes, start, end);
  return call.test(text) && (text.startsWith('panic(') || text.slice(0, text.lastIndexOf('(')).includes('.'));
}

/** What stands between the goroutines of one crash or one list of leaks; other text begins something else. */
const within =
  /^(?:-{3,}|={3,}|`{3}|\[?\]?,?$|SIG[A-Z]{2,8}: |PC=0x|m=\d|r?[a-z][a-z0-9]{1,7} +0x[0-9a-f]|runtime stack:|\[signal |goroutine \d|\[?Goroutine \d|exit status \d|\[recovered)/;

export function isWithinDump(text: string): boolean {
  return within.test(text.trimStart());
}
