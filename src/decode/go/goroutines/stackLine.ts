/** How the lines of a stack are put together, on bytes. See traceback2 and printcreatedby1 in Go's runtime/traceback.go. */

const space = 32;
const openParenthesis = 40;
const closeParenthesis = 41;
const dot = 46;
const colon = 58;

const nonGo = 'non-Go function';

/**
 * Where the name ends in `main.(*T).M(0x1, {0x2?, …})`. Arguments hold no parenthesis, so the last one opens them. A line
 * without arguments is a C function or a remark, and a name as a whole.
 */
export function argumentsStart(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[end - 1] !== closeParenthesis) {
    return isText(bytes, start, end, `${nonGo} at pc=`) ? start + nonGo.length : end;
  }
  const open = lastIndexWithin(bytes, openParenthesis, start, end);
  return open > start ? open : end;
}

/** `(...)` stands for the arguments of an inlined call, which has no frame of its own to read them from. */
export function hasElidedArguments(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 5 && bytes[start + 1] === dot && bytes[start + 2] === dot && bytes[start + 3] === dot;
}

/** Where the name ends in `created by main.f in goroutine 17`; Go before 1.21 does not name the goroutine. */
export function creatorEnd(bytes: Uint8Array, start: number, end: number): number {
  const suffix = ' in goroutine ';
  const at = lastIndexWithin(bytes, space, start, end) + 1 - suffix.length;
  return at > start && isText(bytes, at, end, suffix) ? at : end;
}

/** Where `file:line` ends, before ` +0x1d`, ` fp=0x…` or ` pc=0x…`; -1 when there is no line number. */
export function placeEnd(bytes: Uint8Array, start: number, end: number): number {
  const digits = lastIndexWithin(bytes, colon, start, end) + 1;
  let at = digits;
  while (at < end && isDigit(bytes[at] ?? 0)) at += 1;
  return digits > start && at > digits ? at : -1;
}

/** First place of a byte in a span, or -1. Never looks beyond the span, as `indexOf` would in a text without that byte. */
export function indexWithin(bytes: Uint8Array, byte: number, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (bytes[at] === byte) return at;
  return -1;
}

/** Last place of a byte in a span, or -1. */
export function lastIndexWithin(bytes: Uint8Array, byte: number, start: number, end: number): number {
  for (let at = end - 1; at >= start; at -= 1) if (bytes[at] === byte) return at;
  return -1;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

function isText(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start < text.length) return false;
  for (let at = 0; at < text.length; at += 1) {
    if (bytes[start + at] !== text.charCodeAt(at)) return false;
  }
  return true;
}
