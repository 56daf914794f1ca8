import type { TextMarks } from '../../text/textMarks';

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
