import type { TextMarks } from '../../text/textMarks';

const stack =
  /^oroutine (?:\d{1,15} (?:gp=\S{1,30} m=\S{1,30} (?:mp=\S{1,30} )?)?\[[^\]\n]{1,300}\]|\d{1,15} in state |\d{1,15} - [A-Z][a-z]{1,8}: |profile: total \d)/;
const leakProfile = /^oroutineleak profile: total \d/;
const record = /(?:^|[^\w.])(\d{1,15})$/;

export const goroutineMarks: TextMarks = {
  words: ['oroutine', ' @ 0x'],
  reach: 20,
  spansLines: true,
  begin(text, at) {
    if (text[at] === ' ') {
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
