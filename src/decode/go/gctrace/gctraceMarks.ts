import type { TextMarks } from '../../text/textMarks';

const cycle = /^gc (?:#?\d{1,15} @[\d.]{1,20}s )|^gc\d{1,15}\(\d{1,9}\): \d/;
const scavenge = /^scvg-?\d{0,15}: |^scav (?:\d{1,15} )?\d{1,15} KiB/;

export const gctraceMarks: TextMarks = {
  words: ['gc', 'scvg', 'scav '],
  reach: 0,
  spansLines: false,
  begin: (text, at) => (cycle.test(text.slice(at, at + 60)) || scavenge.test(text.slice(at, at + 60)) ? at : -1),
};
