import { isGoroutineHeader } from '../goroutines/headerLine';
import { argumentsStart, hasElidedArguments, indexWithin, placeEnd } from '../goroutines/stackLine';
import { decodeText, type TextLines } from '../../base/textLines';
import { redactLabels } from '../../redact/redactLabels';
import { withoutAccounts, type Tally } from '../../redact/tally';

const tab = 9;
const openBracket = 91;

/** What Go prints for an argument that it cannot show: every reader of stacks knows it. */
const hiddenArguments = '(_)';

/** Lines below a header that are no call: they hold names and numbers of the runtime only. */
const notCalls = ['created by ', '[originating from goroutine ', 'non-Go function', '...'];

/** Lines of a `debug=2` text, from the first header on. What stands outside of goroutines says nothing of them, and goes. */
export function redactStacks(lines: TextLines, tally: Tally): string[] {
  const kept: string[] = [];
  let isOpen = false;
  do {
    if (lines.isEmpty) {
      isOpen = false;
      kept.push('');
    } else if (isGoroutineHeader(lines)) {
      isOpen = true;
      kept.push(redactHeader(lines, tally));
    } else if (isOpen) kept.push(redactBody(lines, tally));
    else tally.remarks += 1;
  } while (lines.next());
  return kept;
}

/** Where labels open: inside the brackets in Go 1.26, behind them in Go 1.27. */
const labelPlaces = [
  { opening: ' labels:{', closing: '}]:' },
  { opening: '] {', closing: '}:' },
] as const;

function redactHeader({ bytes, start, end }: TextLines, tally: Tally): string {
  const bracket = indexWithin(bytes, openBracket, start, end);
  if (bracket < 0) return decodeText(bytes, start, end);
  const text = decodeText(bytes, bracket, end);
  const number = decodeText(bytes, start, bracket);
  for (const { opening, closing } of labelPlaces) {
    const at = text.indexOf(opening);
    if (at < 0 || !text.endsWith(closing)) continue;
    const labels = redactLabels(text.slice(at + opening.length, -closing.length), tally);
    return `${number}${text.slice(0, at)}${labels === '' ? ']:' : `${opening}${labels}${closing}`}`;
  }
  return `${number}${text}`;
}

function redactBody(lines: TextLines, tally: Tally): string {
  const { bytes, start, end } = lines;
  if (bytes[start] === tab) {
    return placeEnd(bytes, start + 1, end) < 0 ? '\t?' : withoutAccounts(decodeText(bytes, start, end), tally);
  }
  const nameEnd = argumentsStart(bytes, start, end);
  const isBare = end - nameEnd <= '()'.length || hasElidedArguments(bytes, nameEnd, end);
  if (isBare || notCalls.some((prefix) => lines.startsWith(prefix))) return decodeText(bytes, start, end);
  if (decodeText(bytes, nameEnd, end) !== hiddenArguments) tally.calls += 1;
  return `${decodeText(bytes, start, nameEnd)}${hiddenArguments}`;
}
