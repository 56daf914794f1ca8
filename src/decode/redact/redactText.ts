import { TextLines } from '../base/textLines';
import { redactLabels } from './redactLabels';
import { withoutAccounts, type Tally } from './tally';

/** Stacks as a runtime prints them at the end of a text: where they begin, and what of them is not private. */
export interface StackText {
  isHeader(lines: TextLines): boolean;
  /** From the header on, which is the current line, to the end of the text. */
  redact(lines: TextLines, tally: Tally): readonly string[];
}

/** Lines of Go's debug=1 texts, and of jemalloc's: headings, records, symbols, runtime.MemStats, and maps of memory. All others go. */
const known = [
  /^[\w./-]+ profile: /,
  /^\s*\d+: \d+ \[\s*\d+: \d+\] @/,
  /^\d+ @/,
  /^heap_v2\/\d+$/,
  /^@[ x0-9a-f]*$/,
  /^\s*t\*: \d+: \d+ \[\d+: \d+\]$/,
  /^#\t0x/,
  /^# runtime\.MemStats$/,
  /^# \w+ = [\w\s.+/[\]-]*$/,
  /^[0-9a-f]+-[0-9a-f]+ /,
  /^MAPPED_LIBRARIES:/,
  /^--- .* ---$/,
];

const labelLine = /^# labels: \{(.*)\}\s*$/;

/** A text of pprof (heap?debug=1, goroutine?debug=1 or 2) without what can be private. */
export function redactText(bytes: Uint8Array, tally: Tally, stacks: StackText): Uint8Array {
  const lines = new TextLines(bytes);
  let kept: string[] = [];
  while (lines.next()) {
    if (stacks.isHeader(lines)) {
      kept = kept.concat(stacks.redact(lines, tally));
      break;
    }
    const line = redactLine(lines.text(), tally);
    if (line !== null) kept.push(line);
  }
  // The end of the text tells whether it is whole.
  return new TextEncoder().encode(kept.join('\n') + (lines.terminated ? '\n' : ''));
}

function redactLine(line: string, tally: Tally): string | null {
  const labels = labelLine.exec(line)?.[1];
  if (labels !== undefined) return `# labels: {${redactLabels(labels, tally)}}`;
  if (line === '' || known.some((shape) => shape.test(line))) return withoutAccounts(line, tally);
  tally.remarks += 1;
  return null;
}
