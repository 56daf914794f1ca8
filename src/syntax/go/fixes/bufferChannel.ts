import type { LeakPattern } from '../../../shared/model/go/goSource';
import type { SourceFix } from '../../../shared/model/sourceFix';
import { capacityOf } from '../package/channels';
import type { Wait } from '../waits/findWait';
import { lineOf, oneLine, textOf } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage, Holding } from '../package/goPackage';
import { argumentsOf } from '../package/packageTypes';
import { mostSent } from '../patterns/sendPaths';
import { mayWiden, replaceBetween } from '../tree/editText';

/** Where a sender that finds room ends, whoever has left. */
const curable: ReadonlySet<LeakPattern> = new Set([
  'premature-return',
  'left-range',
  'timeout-without-buffer',
  'n-senders-one-receiver',
  'double-send',
]);

/** More than this is no buffer that a person would write for senders that were left behind. */
const maxBuffer = 64;

/**
 * `make(chan T)` → `make(chan T, n)`, n being the most values that are ever sent: room for all of them, so that no sender
 * waits. Only for the one make of the channel, unbuffered, a local variable, when every send runs a known number of times.
 */
export function bufferChannel(goPackage: GoPackage, wait: Wait, pattern: LeakPattern): SourceFix | null {
  if (wait.kind !== 'operation' || wait.operation.kind !== 'send' || !curable.has(pattern)) return null;
  const holding = goPackage.holding(wait.operation.place);
  const [make, second] = holding === null ? [] : goPackage.makesOf(holding);
  if (holding === null || make === undefined || second !== undefined || capacityOf(goPackage, make) !== 0) return null;
  if (!isLocal(goPackage, holding)) return null;
  const room = mostSent(goPackage, operationsOf(holding, 'send'), make);
  const list = make.children.find(({ field }) => field === 'arguments');
  const type = argumentsOf(make)[0];
  if (!(room >= 1 && room <= maxBuffer) || list === undefined || type === undefined || argumentsOf(make).length !== 1)
    return null;
  if (lineOf(list) !== lineOf(type) || list.end !== type.end + 1 || !mayWiden(list)) return null;
  const edits = [replaceBetween(make.file, type.end, { end: type.end, text: `, ${room}` })];
  return { kind: 'buffer-channel', writes: `make(${oneLine(textOf(type))}, ${room})`, edits };
}

/** Held by variables and parameters only, never by a field, a slice, or another package. */
function isLocal(goPackage: GoPackage, holding: Holding): boolean {
  return (
    !holding.open &&
    holding.places.every(({ kind, node, name }) => {
      if (kind === 'field' || kind === 'element') return false;
      return kind !== 'variable' || goPackage.types.names.packageScope.own(name)?.node !== node;
    })
  );
}
