import type { TextMarks } from '../../text/textMarks';

const stack =
  /^oroutine (?:\d{1,15} (?:gp=\S{1,30} m=\S{1,30} (?:mp=\S{1,30} )?)?\[[^\]\n]{1,300}\]|\d{1,15} in state |\d{1,15} - [A-Z][a-z]{1,8}: |profile: total \d)/;
const leakProfile = /^oroutineleak profile: total \d/;
/** Of block?debug=1 and mutex?debug=1, which count what waited, and for how long. */
const contention = /(?:^|\n)\d{1,20} \d{1,15}$/;
const record = /(?:^|[^\w.])(\d{1,15})$/;

/** The text of a header, of goleak's or of the runtime's, and of a record: behind it stands what is not theirs. */
const header =
  /^(?:g|[ *[]{0,3}G)oroutine(?:leak)? (?:\d{1,15} (?:gp=\S{1,30} m=\S{1,30} (?:mp=\S{1,30} )?)?\[[^\]\n]{1,300}\](?: ?\{[^\n]{0,1000}\})?:|profile: total \d{1,15}|\d{1,15} in state .{1,300} on top of the stack:)|^\d{1,15} @(?: 0x[0-9a-f]{1,16}){1,100}/;

const callLine = /^[ \t]*[^\s(:][^\s]{0,2000}\(.{0,2000}\)$/;
const recordLine = /^[ \t]*\d{1,15} @ 0x/;

/** A header, a call, a creator, a place as `file:line` with what the runtime writes behind it, or a line between them. */
const wholeLine =
  /^[ \t]*(?:$|goroutine \d{1,15} \[[^\]]{1,300}\](?: ?\{.{0,1000}\})?:$|created by \S{1,2000}(?: in goroutine \d{1,15})?$|\.{3}|[^\s(:][^\s(]{0,2000}(?:\([^\s(]{0,300}\)[^\s(]{0,2000})?\([^()]{0,2000}\)$)|^(?:[ \t]{1,20}|\/|[A-Z]:[\\/])(?:[^\s]| (?! )){1,2000}:\d{1,9}(?: \+0x[0-9a-f]{1,16})?(?: fp=0x\S{1,20} sp=0x\S{1,20} pc=0x\S{1,20})?$/;

/** A call follows its header, and a record the heading of all. */
function order(mark: string, before: string, behind: string): number {
  if (recordLine.test(mark)) return 0;
  const isBody = (line: string) =>
    mark.includes('profile: total') ? recordLine.test(line) || /^[ \t]*#\s/.test(line) : callLine.test(line.trimEnd());
  if (isBody(behind)) return 1;
  return isBody(before) ? -1 : 0;
}

export const goroutineMarks: TextMarks = {
  words: ['oroutine', ' @ 0x'],
  reach: 40,
  spansLines: true,
  lengthOf: (text) => header.exec(text)?.[0].length ?? -1,
  isWhole: (line) => wholeLine.test(line),
  order,
  begin(text, at) {
    if (text[at] === ' ') {
      if (contention.test(text.slice(Math.max(0, at - 40), at))) return -1;
      const digits = record.exec(text.slice(Math.max(0, at - 16), at))?.[1] ?? '';
      return digits === '' ? -1 : at - digits.length;
    }
    const rest = text.slice(at, at + 500);
    if (!stack.test(rest) && !leakProfile.test(rest)) return -1;
    if (text[at - 1] === 'g') return at - 1;
    // What goleak and delve write in front of their goroutines is their own.
    let start = at - 1;
    while (start > 0 && ' *['.includes(text[start - 1] ?? '')) start -= 1;
    return text[at - 1] === 'G' ? start : -1;
  },
};
