import type { Peeled } from '../../../shared/model/peeled';
import { peelText } from '../../text/peel/peelText';
import type { TextMarks } from '../../text/textMarks';
import { TextLines } from '../../base/textLines';

/** A name, without a sign of a diff in front. */
const counted = /\w[\w./-]{0,99}$/;

const recordLine = /^\s*(?:-?\d+: *-?\d+ *\[|\d+ @ 0x|#)/;

/** The headings of heap?debug=1 and of the profiles that count stacks (goroutine?debug=1, threadcreate?debug=1). */
const profileMarks: TextMarks = {
  words: ['heap profile: ', ' profile: total '],
  reach: 100,
  spansLines: true,
  order: (_mark, before, behind) => (recordLine.test(behind) ? 1 : recordLine.test(before) ? -1 : 0),
  begin(text, at) {
    if (text[at] !== ' ') return /^heap profile: *-?\d/.test(text.slice(at, at + 40)) ? at : -1;
    const name = counted.exec(text.slice(Math.max(0, at - 100), at))?.[0] ?? '';
    return name === '' || !/^ profile: total \d/.test(text.slice(at, at + 40)) ? -1 : at - name.length;
  },
};

const heading = /^(?:heap profile: *-?\d|[\w./-]{1,100} profile: total \d)/;

/** Records, what pprof writes below each, and the statistics at the end; a line that begins otherwise ends the profile. */
const ofProfile = /^(?:\s*$|#|\s|-?\d+: *-?\d+ *\[|\d+ @|MAPPED_LIBRARIES:)/;

/** A profile as text, of a log. */
export interface LoggedProfileText {
  readonly peeled: Peeled;
  /** Empty where services are not told apart. */
  readonly service: string;
  readonly bytes: Uint8Array;
  /** How many there are of this service: it is the last, which is the newest. */
  readonly count: number;
}

/** The last profile of each service of a text; empty where no heading of one stands in it. */
export function loggedProfiles(text: Uint8Array): readonly LoggedProfileText[] {
  const { peeled, streams } = peelText(text, profileMarks);
  return streams.flatMap(({ service, bytes }) => {
    const spans = spansOf(bytes).filter((span) => hasRecords(bytes, span));
    const last = spans.at(-1);
    return last === undefined
      ? []
      : [{ peeled, service, bytes: bytes.subarray(last.start, last.end), count: spans.length }];
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const records = /^\s*(?:-?\d+: *-?\d+ *\[|\d+ @)/m;
const ofNothing = /^(?:heap profile: *0: *0 *\[ *0: *0 *\]|\S+ profile: total 0\b)/;

/** A heading that counts something, and nothing of it behind: the rest of the text stands in lines of another kind. */
function hasRecords(bytes: Uint8Array, { start, end }: Span): boolean {
  const text = Buffer.from(bytes.subarray(start, Math.min(end, start + searchedBytes))).toString('latin1');
  return ofNothing.test(text) || records.test(text);
}

/** Records follow their heading at once. */
const searchedBytes = 4096;

/** Lines that are longer are none of a profile's that would have to be looked at whole. */
const headBytes = 200;

function spansOf(bytes: Uint8Array): readonly Span[] {
  const spans: Span[] = [];
  const lines = new TextLines(bytes);
  let start = -1;
  while (lines.next()) {
    const head = Buffer.from(bytes.subarray(lines.start, Math.min(lines.end, lines.start + headBytes))).toString(
      'latin1',
    );
    const begins = heading.test(head);
    if (start >= 0 && (begins || !ofProfile.test(head))) {
      spans.push({ start, end: lines.start });
      start = -1;
    }
    if (begins) start = lines.start;
  }
  if (start >= 0) spans.push({ start, end: bytes.length });
  return spans;
}
