import type { TextMarks } from '../../text/textMarks';

const cycle = /^gc (?:#?\d{1,15} @[\d.]{1,20}s )|^gc\d{1,15}\(\d{1,9}\): \d/;
const scavenge = /^scvg-?\d{0,15}: |^scav (?:\d{1,15} )?\d{1,15} KiB/;

const number = /^gc ?#?(\d{1,15})/;

/** Cycles are counted. Those of one process that is started anew fall once. */
function order(mark: string, _before: string, behind: string): number {
  const [own, next] = [mark, behind].map((line) => Number(number.exec(line)?.[1] ?? NaN));
  return Math.sign((next ?? NaN) - (own ?? NaN)) || 0;
}

export const gctraceMarks: TextMarks = {
  words: ['gc', 'scvg', 'scav '],
  reach: 0,
  spansLines: false,
  order,
  begin: (text, at) => (cycle.test(text.slice(at, at + 60)) || scavenge.test(text.slice(at, at + 60)) ? at : -1),
};
