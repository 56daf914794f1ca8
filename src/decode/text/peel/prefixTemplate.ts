import { headOf, utf8Of, type LineSpan } from '../textSpan';

/**
 * What stands in front of lines where nobody knows who put it there: pod names, logger names, quotes of a tracker; and what stands behind
 * them, as in a table or a frame. It is learnt from the line of a mark, and believed when lines behind it have it, too.
 */
export interface LineTemplate {
  readonly pattern: RegExp;
  /** What the line ends with; null where nothing stands behind its text. */
  readonly ending: RegExp | null;
  /** The prefix without its times. */
  readonly service: string;
  /** As it stood in the line that it was learnt from. */
  readonly example: string;
}

const longestPrefix = 200;
const longestEnding = 300;
const longestHead = 800;
const shortestHeading = 12;

const time =
  /\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?|\d\d:\d\d:\d\d(?:[.,]\d{1,9})?|[A-Z][a-z]{2} [ \d]\d(?= \d\d:)/y;
const digits = /\d+/y;
const spaces = /[ \t]+/y;

/** What stands in front of a mark and behind it, in one line. */
interface AroundMark {
  readonly prefix: string;
  readonly ending: string;
}

/** The text of a line between what a template has; null for a line of another kind. */
export function textWithin(bytes: Buffer, line: LineSpan, { pattern, ending }: LineTemplate): LineSpan | null {
  const length = pattern.exec(headOf(bytes, line, longestHead))?.[0].length;
  if (length === undefined) return null;
  const start = line.start + length;
  const tail = bytes.toString('latin1', Math.max(start, line.end - longestEnding), line.end);
  return { start, end: line.end - (ending?.exec(tail)?.[0].length ?? 0) };
}

/** @param others lines behind, with the bytes that they stand in. Null where none of them has what stands around the mark. */
export function learnTemplate(
  { prefix, ending }: AroundMark,
  bytes: Buffer,
  others: readonly LineSpan[],
): LineTemplate | null {
  if (prefix.length > longestPrefix || ending.length > longestEnding || (prefix + ending).trim() === '') return null;
  const heads = others.map((line) => headOf(bytes, line, longestHead));
  const matches = heads.flatMap((head) => {
    const match = patternOf(prefix, null).exec(head);
    return match === null ? [] : [match.slice(1)];
  });
  const end = ending.trim() === '' ? null : endingOf(ending);
  const isEnding = end !== null && others.some((line) => end.test(tailOf(bytes, line)));
  if (prefix.trim() === '' ? !isEnding : matches.length === 0) return null;
  // A number that no line has again counts lines or time; any other tells services apart.
  const own = patternOf(prefix, null).exec(prefix)?.slice(1) ?? [];
  const isKept = own.map((value, at) => matches.some((groups) => groups[at] === value));
  return {
    pattern: patternOf(prefix, isKept),
    ending: isEnding ? end : null,
    service: utf8Of(prefix).replace(new RegExp(time.source, 'g'), '').replace(/\s+/g, ' ').trim().slice(0, 80),
    example: utf8Of(prefix.trim() === '' ? ending : prefix),
  };
}

/** A whole line that stands above another one, too, with other numbers in it; null where it does not. */
export function learnHeading(heading: string, other: string): LineTemplate | null {
  if (heading.trim().length < shortestHeading || heading.length > longestPrefix) return null;
  const pattern = new RegExp(`^${sourceOf(heading.trimEnd(), null)}\\s*$`);
  return pattern.test(other) ? { pattern, ending: null, service: '', example: heading } : null;
}

function tailOf(bytes: Buffer, { start, end }: LineSpan): string {
  return bytes.toString('latin1', Math.max(start, end - longestEnding), end);
}

/** A frame is drawn behind spaces, as many as it takes. */
function endingOf(ending: string): RegExp {
  return new RegExp(`[ \\t]{0,200}${sourceOf(ending.trim(), null)}[ \\t]{0,200}$`);
}

function patternOf(prefix: string, isKept: readonly boolean[] | null): RegExp {
  const head = prefix.trimEnd();
  const tail = prefix.slice(head.length);
  if (head === '') return /^/;
  return new RegExp(`^${sourceOf(head, isKept)}${tail === '' ? '' : `(?:${literal(tail)}|$)`}`);
}

/** `grep` writes colons around the number of a line that it found, and hyphens around those of its neighbours. */
const ofGrep = /^[\w./~@-]{1,150}:(?:\d{1,9}:)?$/;

/** Numbers are captured where it is not known which are kept. No part repeats what the next begins with. */
function sourceOf(head: string, isKept: readonly boolean[] | null): string {
  const isOfGrep = ofGrep.test(head);
  let source = '';
  let numbers = 0;
  for (let at = 0; at < head.length;) {
    const [stamp] = sticky(time, head, at);
    const [number] = stamp === undefined ? sticky(digits, head, at) : [];
    const [gap] = stamp === undefined && number === undefined ? sticky(spaces, head, at) : [];
    if (stamp !== undefined)
      source += stamp
        .split(/\d+/)
        .map(literal)
        .join(String.raw`\d{1,9}`);
    else if (number !== undefined) {
      source += isKept === null ? String.raw`(\d{1,40})` : isKept[numbers] === true ? number : String.raw`\d{1,40}`;
      numbers += 1;
    } else if (isOfGrep && head.charAt(at) === ':') source += '[:-]';
    else source += gap === undefined ? literal(head.charAt(at)) : '[ \\t]{1,80}';
    at += (stamp ?? number ?? gap ?? ' ').length;
  }
  return source;
}

function sticky(pattern: RegExp, text: string, at: number): readonly (string | undefined)[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
