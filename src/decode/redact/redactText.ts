import { isGoroutineHeader } from '../goroutines/headerLine';
import { TextLines } from '../base/textLines';
import { redactLabels } from './redactLabels';
import { redactStacks } from './redactStacks';
import { withoutAccounts, type Tally } from './tally';

/** Lines of Go's debug=1 texts: headings, records, symbols, runtime.MemStats, and maps of memory. All others go. */
const known = [
  /^[\w./-]+ profile: /,
  /^\s*\d+: \d+ \[\s*\d+: \d+\] @/,
  /^\d+ @/,
  /^#\t0x/,
  /^# runtime\.MemStats$/,
  /^# \w+ = [\w\s.+/[\]-]*$/,
  /^[0-9a-f]+-[0-9a-f]+ /,
  /^MAPPED_LIBRARIES:/,
  /^--- .* ---$/,
];

const labelLine = /^# labels: \{(.*)\}\s*$/;

/** A text of pprof (heap?debug=1, goroutine?debug=1 or 2) without what can be private. */
export function redactText(bytes: Uint8Array, tally: Tally): Uint8Array {
  const lines = new TextLines(bytes);
  let kept: string[] = [];
  while (lines.next()) {
    if (isGoroutineHeader(lines)) {
      kept = kept.concat(redactStacks(lines, tally));
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
