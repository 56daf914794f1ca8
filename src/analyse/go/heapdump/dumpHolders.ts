import type { DumpHolders, DumpNames, ProgramSymbols } from '../../../shared/model/go/dumpHolders';
import type { HeapDump } from '../../../shared/model/go/heapDump';
import { dominators } from './dominators';
import { dumpRoots } from './dumpRoots';
import { countHeld } from './heldParts';
import { heapOwners } from './heapOwners';
import { heapPredecessors, numberHeap } from './heapNumbering';
import { programNames } from './programNames';

/**
 * Who holds what in a dump, and who made it.
 *
 * An object belongs to the root that dominates it among those of its rank (`rootRanks`); what several hold belongs to them together.
 * @param symbols of the program that wrote it, or why there are none
 */
export function dumpHolders(dump: HeapDump, symbols: ProgramSymbols | DumpNames): DumpHolders {
  const names = programNames(dump, symbols);
  const graph = { objects: dump.objects, roots: dumpRoots(dump, names) };
  const numbering = numberHeap(graph);
  const predecessors = heapPredecessors(graph, numbering);
  const dominator = dominators(numbering, predecessors);
  const owners = heapOwners(graph, numbering, { dominator, predecessors });
  const counted = countHeld({ dump, names, graph, numbering, dominator, owners });
  return { goVersion: dump.goVersion, isWhole: dump.isWhole, names: names.state, ...counted };
}
