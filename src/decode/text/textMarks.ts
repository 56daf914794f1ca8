/** What a command looks for in a text, and by which its envelope is told: what stands in front of a mark is no part of it. */
export interface TextMarks {
  /** Each stands in every mark, or in one kind of them. ASCII. */
  readonly words: readonly string[];
  /** Longest text in front of a word that belongs to its mark. */
  readonly reach: number;
  /** Where the mark begins whose word stands at `at` of some text around it; -1 where it is none. */
  readonly begin: (text: string, at: number) => number;
  /** Whether lines behind a mark belong to it, so that they have its envelope. */
  readonly spansLines: boolean;
}

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

const cycle = /^gc (?:#?\d{1,15} @[\d.]{1,20}s )|^gc\d{1,15}\(\d{1,9}\): \d/;
const scavenge = /^scvg-?\d{0,15}: |^scav (?:\d{1,15} )?\d{1,15} KiB/;

export const gctraceMarks: TextMarks = {
  words: ['gc', 'scvg', 'scav '],
  reach: 0,
  spansLines: false,
  begin: (text, at) => (cycle.test(text.slice(at, at + 60)) || scavenge.test(text.slice(at, at + 60)) ? at : -1),
};

const heading = /^(?:heap profile: *\d|# runtime\.MemStats|go_memstats_[a-z_]{1,60}[ {]|# (?:TYPE|HELP) go_)/;

export const memoryMarks: TextMarks = {
  words: ['heap profile: ', '# runtime.MemStats', 'go_memstats_', '# TYPE go_', '# HELP go_', 'memstats'],
  reach: 1000,
  spansLines: true,
  begin(text, at) {
    const rest = text.slice(at, at + 100);
    if (heading.test(rest)) return /# (?:HELP|TYPE) $/.test(text.slice(Math.max(0, at - 7), at)) ? at - 7 : at;
    if (!/^memstats\\{0,3}":/.test(rest) || text[at - 1] !== '"') return -1;
    // The page of expvar begins at its brace, which may stand far in front, or on a line of its own.
    const brace = text.indexOf('{', text.lastIndexOf('\n', at) + 1);
    return brace < 0 || brace > at ? Math.max(at - 1, 0) : brace;
  },
};
