import type { KeptNode, KeptProcesses } from '../../shared/model/beam/keptNode';
import type { Counted, MemoryKinds, NodeCounts, NodeIdentity } from '../../shared/model/beam/nodeMemory';
import type { FunctionName, MonitorEnds, NodeProcess } from '../../shared/model/beam/nodeProcess';
import { at, listIn, numberIn, orMissing, orNull, textIn, truthIn, type Placed } from './jsonShape';

/** @throws LeakLensError `unreadable` */
export function keptNode(file: Placed): KeptNode {
  const look = at(file, 'look');
  return {
    look: {
      identity: identity(at(look, 'identity')),
      memory: memory(at(look, 'memory')),
      allocators: listIn(at(look, 'allocators'), (one) => ({
        name: textIn(at(one, 'name')),
        blocks: numberIn(at(one, 'blocks')),
        carriers: numberIn(at(one, 'carriers')),
      })),
      counts: counts(at(look, 'counts')),
      runQueue: numberIn(at(look, 'runQueue')),
    },
    longestMailbox: numberIn(at(file, 'longestMailbox')),
  };
}

/** @throws LeakLensError `unreadable` */
export function keptProcesses(file: Placed): KeptProcesses {
  return { total: numberIn(at(file, 'total')), rows: listIn(at(file, 'rows'), process) };
}

function identity(placed: Placed): NodeIdentity {
  return {
    name: textIn(at(placed, 'name')),
    creation: numberIn(at(placed, 'creation')),
    release: textIn(at(placed, 'release')),
    version: textIn(at(placed, 'version')),
    uptimeMillis: numberIn(at(placed, 'uptimeMillis')),
  };
}

function memory(placed: Placed): MemoryKinds {
  const bytes = (name: keyof MemoryKinds) => numberIn(at(placed, name));
  return {
    total: bytes('total'),
    processes: bytes('processes'),
    processesUsed: bytes('processesUsed'),
    system: bytes('system'),
    atom: bytes('atom'),
    atomUsed: bytes('atomUsed'),
    binary: bytes('binary'),
    code: bytes('code'),
    ets: bytes('ets'),
  };
}

function counts(placed: Placed): NodeCounts {
  const counted = (name: keyof NodeCounts): Counted => {
    const one = at(placed, name);
    return { now: numberIn(at(one, 'now')), limit: numberIn(at(one, 'limit')) };
  };
  return {
    processes: counted('processes'),
    ports: counted('ports'),
    atoms: counted('atoms'),
    tables: counted('tables'),
  };
}

function process(placed: Placed): NodeProcess {
  return {
    pid: textIn(at(placed, 'pid')),
    name: textIn(at(placed, 'name')),
    ...origin(placed),
    initialCall: orNull(at(placed, 'initialCall'), functionName),
    stack: listIn(at(placed, 'stack'), (frame) => ({
      ...functionName(frame),
      file: textIn(at(frame, 'file')),
      line: numberIn(at(frame, 'line')),
    })),
    memory: numberIn(at(placed, 'memory')),
    queue: numberIn(at(placed, 'queue')),
    reductions: numberIn(at(placed, 'reductions')),
    monitors: orNull(at(placed, 'monitors'), ends),
    monitoredBy: orNull(at(placed, 'monitoredBy'), ends),
    binaryBytes: orNull(at(placed, 'binaryBytes'), numberIn),
    liveBytes: orMissing(at(placed, 'liveBytes'), numberIn),
    youngBytes: orMissing(at(placed, 'youngBytes'), numberIn),
  };
}

/** Snapshots of before hold neither. */
function origin(placed: Placed): Pick<NodeProcess, 'label' | 'ancestors'> {
  const label = orMissing(at(placed, 'label'), textIn);
  const ancestors = orMissing(at(placed, 'ancestors'), (list) =>
    listIn(list, (one) => ({ name: textIn(at(one, 'name')), call: orNull(at(one, 'call'), functionName) })),
  );
  return { ...(label !== null && { label }), ...(ancestors !== null && { ancestors }) };
}

function functionName(placed: Placed): FunctionName {
  return {
    module: textIn(at(placed, 'module')),
    name: textIn(at(placed, 'name')),
    arity: numberIn(at(placed, 'arity')),
  };
}

function ends(placed: Placed): MonitorEnds {
  return {
    count: numberIn(at(placed, 'count')),
    distinct: numberIn(at(placed, 'distinct')),
    remote: numberIn(at(placed, 'remote')),
    most: listIn(at(placed, 'most'), (end) => ({
      other: textIn(at(end, 'other')),
      isRemote: truthIn(at(end, 'isRemote')),
      count: numberIn(at(end, 'count')),
    })),
  };
}
