import type { LeakPattern } from '../../../shared/model/go/goSource';
import { capacityOf, isClosedWorld } from '../package/channels';
import { above, childOf, contains, someOwn } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage, Holding } from '../package/goPackage';
import { endsFunction, exitsOf, functionAround, hasNoCondition, loopsAround } from '../package/loops';
import { goroutinesPer, timesPer } from '../package/multiplicity';
import { selectCases } from '../package/operations';
import type { Operation } from '../package/operations';
import { wayOut } from '../waits/waysOut';
import { isNilChannel } from './nilChannel';
import { mostSent, sendsTwice } from './sendPaths';

/** All that is known of a channel with one make, seen from its sends. */
interface Exchange {
  readonly goPackage: GoPackage;
  readonly make: GoNode;
  readonly sends: readonly Operation[];
  readonly receives: readonly Operation[];
}

/**
 * Names what keeps a plain send (not one of several cases of a select) waiting. Everywhere: no code out of sight has the
 * channel, and the package was read whole.
 * - nil-channel: nothing ever flows into the channel's variable.
 * - no-other-end: the package has no receive and no range on it.
 * No name is given to a channel whose buffer holds all that is ever sent.
 * The rest need one make of a known capacity, and a goroutine other than the maker's that sends:
 * - timeout-without-buffer: unbuffered; the maker receives only in a select that a timer or a context can end first, and
 *   which is in no loop or whose other case leaves the function.
 * - double-send: one goroutine sends, twice on one path, where one value is received and the buffer holds fewer.
 * - n-senders-one-receiver: the same with several that send; or more goroutines than receives; every receive runs a known number of times, outside of loops.
 * - left-range: a loop that receives, counted or over the channel, can be left.
 * - premature-return: a return between the `go` statement and the only receives; or, with any number of makes of known capacities, every receive is one case of several and another
 *   case ends its loop.
 */
export function sendPattern(goPackage: GoPackage, operation: Operation): LeakPattern | null {
  const holding = goPackage.holding(operation.place);
  if (holding === null) return null;
  if (isNilChannel(goPackage, holding)) return 'nil-channel';
  if (!isClosedWorld(goPackage, holding)) return null;
  const receives = operationsOf(holding, 'receive', 'range');
  const makes = goPackage.makesOf(holding);
  if (makes.every((make) => hasRoom(goPackage, holding, make))) return null;
  if (receives.length === 0) return 'no-other-end';
  const stopped = makes.every((make) => capacityOf(goPackage, make) !== null) && stoppedReceiver(goPackage, receives);
  return soleMakePattern(goPackage, holding, operation) ?? (stopped ? 'premature-return' : null);
}

/** The buffer holds all that is ever sent. */
function hasRoom(goPackage: GoPackage, holding: Holding, make: GoNode): boolean {
  const capacity = capacityOf(goPackage, make);
  return capacity !== null && mostSent(goPackage, operationsOf(holding, 'send'), make) <= capacity;
}

function soleMakePattern(goPackage: GoPackage, holding: Holding, operation: Operation): LeakPattern | null {
  const [make, second] = goPackage.makesOf(holding);
  const capacity = make === undefined ? null : capacityOf(goPackage, make);
  if (make === undefined || second !== undefined || capacity === null) return null;
  const exchange: Exchange = {
    goPackage,
    make,
    sends: operationsOf(holding, 'send'),
    receives: operationsOf(holding, 'receive', 'range'),
  };
  const senders = goroutinesPer(goPackage, operation.node, make);
  if (!(senders > 0)) return null;
  // Where several send, room for one value would leave the others.
  if (capacity === 0 && exchange.receives.every((each) => givesUp(exchange, each)))
    return senders > 1 ? 'n-senders-one-receiver' : 'timeout-without-buffer';
  return countedPattern(exchange, capacity) ?? earlyPattern(exchange, operation);
}

/** The maker receives in a select that a timer or a context can end before. */
function givesUp({ goPackage, make }: Exchange, receive: Operation): boolean {
  const communication = above(receive.node, 'communication_case');
  const select = communication?.parent ?? null;
  if (
    communication === null ||
    select === null ||
    !contains(childOf(communication, 'communication') ?? select, receive.node)
  )
    return false;
  if (goPackage.sites.unitAround(receive.node) !== goPackage.sites.unitAround(make)) return false;
  const repeated = loopsAround(select).some((loop) => !contains(loop, make));
  return select.children.some((each) => {
    if (each === communication || !endsWait(goPackage, each)) return false;
    return !repeated || leavesFunction(goPackage, each);
  });
}

function endsWait(goPackage: GoPackage, communicationCase: GoNode): boolean {
  const header = childOf(communicationCase, 'communication');
  const right = header === null ? null : childOf(header, 'right');
  const operation = right === null ? null : goPackage.reader.operationAt(right);
  const way = operation === null ? null : wayOut(goPackage, operation);
  return way === 'timer' || way === 'context';
}

function leavesFunction(goPackage: GoPackage, node: GoNode): boolean {
  return someOwn(node, (each) => endsFunction(each, goPackage.types));
}

function countedPattern({ goPackage, make, sends, receives }: Exchange, capacity: number): LeakPattern | null {
  const received = receives.reduce((sum, { node }) => sum + timesPer(goPackage, node, make), 0);
  if (!Number.isFinite(received)) return null;
  const room = received + capacity;
  const units = [...new Set(sends.map(({ node }) => functionAround(node)))];
  const goroutines = units.reduce((sum, unit) => {
    const first = sends.find(({ node }) => functionAround(node) === unit);
    return sum + (first === undefined ? 0 : goroutinesPer(goPackage, first.node, make));
  }, 0);
  const [only] = units;
  if (units.length === 1 && only !== undefined && only !== null && goroutines === 1)
    return room < 2 && sendsTwice(goPackage, only, sends) ? 'double-send' : null;
  return goroutines > room ? 'n-senders-one-receiver' : null;
}

/** A return stands between the `go` statement and every receive, or a receiving loop in the maker or its caller can be left. */
function earlyPattern({ goPackage, make, receives }: Exchange, send: Operation): LeakPattern | null {
  const maker = goPackage.sites.unitAround(make);
  if (maker === null) return null;
  if (receives.some((receive) => goroutinesPer(goPackage, receive.node, make) > 0)) return null;
  const inMaker = receives.filter(({ unit }) => unit === maker);
  if (inMaker.length === receives.length && returnsBefore(goPackage, maker.node, { send, receives: inMaker }))
    return 'premature-return';
  const isLeft = receives.some((receive) =>
    loopsAround(receive.node).some((loop) => !contains(loop, make) && isLeftEarly(goPackage, loop, receive)),
  );
  return isLeft ? 'left-range' : null;
}

/**
 * A `for` over the channel ends with it, and one that counts ends when all have come: any other way out leaves senders
 * behind. How a `for` without a condition ends, only its author knows.
 */
function isLeftEarly(goPackage: GoPackage, loop: GoNode, receive: Operation): boolean {
  if (hasNoCondition(loop)) return false;
  if (receive.kind === 'range' && receive.node.parent !== loop) return false;
  return exitsOf(loop, goPackage.types).length > 0;
}

function returnsBefore(
  goPackage: GoPackage,
  maker: GoNode,
  { send, receives }: { readonly send: Operation; readonly receives: readonly Operation[] },
): boolean {
  const start = startInside(goPackage, maker, send.node);
  const first = Math.min(...receives.map(({ node }) => node.start));
  if (start === null) return false;
  const found = someOwn(
    maker,
    (node) => node.start > start.end && node.end < first && endsFunction(node, goPackage.types),
  );
  return found && receives.every(({ node }) => above(node, 'defer_statement') === null);
}

/** Where the maker starts the goroutine that sends. */
function startInside(goPackage: GoPackage, maker: GoNode, node: GoNode, level = 0): GoNode | null {
  const unit = goPackage.sites.unitAround(node);
  if (unit === null || level > 4) return null;
  for (const site of goPackage.sites.of(unit)) {
    if (site.caller?.node === maker) return site.node;
    const further = startInside(goPackage, maker, site.node, level + 1);
    if (further !== null) return further;
  }
  return null;
}

/**
 * Every receive is one of several cases, and at least one of their loops ends by another case: the receiver can be gone
 * while a sender waits. Holds for channels of any number of makes.
 */
function stoppedReceiver(goPackage: GoPackage, receives: readonly Operation[]): boolean {
  const selects = receives.map(({ node }) => selectAround(node));
  if (selects.some((select) => select === null)) return false;
  return receives.some(({ node }) => {
    const select = selectAround(node);
    const loop = select === null ? undefined : loopsAround(select)[0];
    return select !== null && loop !== undefined && leavesByOtherCase(goPackage, select, { loop, node });
  });
}

function selectAround(node: GoNode): GoNode | null {
  const communicationCase = above(node, 'communication_case');
  const header = communicationCase === null ? null : childOf(communicationCase, 'communication');
  const select = communicationCase?.parent ?? null;
  if (header === null || select === null || !contains(header, node)) return null;
  return selectCases(select).length > 1 ? select : null;
}

function leavesByOtherCase(
  goPackage: GoPackage,
  select: GoNode,
  { loop, node }: { readonly loop: GoNode; readonly node: GoNode },
): boolean {
  const exits = exitsOf(loop, goPackage.types);
  return select.children.some(
    (each) => each.type === 'communication_case' && !contains(each, node) && exits.some((exit) => contains(each, exit)),
  );
}
