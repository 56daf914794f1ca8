/**
 * What stands in front of lines where nobody knows who put it there: pod names, logger names, quotes of a tracker. It is learnt from
 * the line of a mark, and believed when lines behind it have it, too.
 */
export interface PrefixTemplate {
  readonly pattern: RegExp;
  /** The prefix without its times. */
  readonly service: string;
  /** As it stood in the line that it was learnt from. */
  readonly example: string;
}

const longestPrefix = 200;

const time =
  /\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?|\d\d:\d\d:\d\d(?:[.,]\d{1,9})?|[A-Z][a-z]{2} [ \d]\d(?= \d\d:)/y;
const digits = /\d+/y;
const spaces = /[ \t]+/y;

/** @param others Heads of the lines behind. Null where none of them has the prefix. */
export function learnPrefix(prefix: string, others: readonly string[]): PrefixTemplate | null {
  if (prefix.length > longestPrefix || prefix.trim() === '') return null;
  const matches = others.flatMap((head) => {
    const match = patternOf(prefix, null).exec(head);
    return match === null ? [] : [match.slice(1)];
  });
  if (matches.length === 0) return null;
  // A number that no line has again counts lines or time; any other tells services apart.
  const own = patternOf(prefix, null).exec(prefix)?.slice(1) ?? [];
  const isKept = own.map((value, at) => matches.some((groups) => groups[at] === value));
  return {
    pattern: patternOf(prefix, isKept),
    service: prefix.replace(new RegExp(time.source, 'g'), '').replace(/\s+/g, ' ').trim().slice(0, 80),
    example: prefix,
  };
}

/** Numbers are captured where it is not known which are kept. No part repeats what the next begins with. */
function patternOf(prefix: string, isKept: readonly boolean[] | null): RegExp {
  const head = prefix.trimEnd();
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
    } else source += gap === undefined ? literal(head.charAt(at)) : '[ \\t]{1,80}';
    at += (stamp ?? number ?? gap ?? ' ').length;
  }
  const tail = prefix.slice(head.length);
  return new RegExp(`^${source}${tail === '' ? '' : `(?:${literal(tail)}|$)`}`);
}

function sticky(pattern: RegExp, text: string, at: number): readonly (string | undefined)[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
