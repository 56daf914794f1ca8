import type { DumpSegment, HeapDump } from '../../../shared/model/go/heapDump';
import type { DumpNames, ProgramSymbol, ProgramSymbols } from '../../../shared/model/go/dumpHolders';

/** Names of the addresses of a process. */
export interface ProgramNames {
  readonly state: DumpNames;
  /** The variable in which the address lies, null where nobody knows. */
  variableAt(address: number): string | null;
  /** The function that begins there. */
  functionAt(address: number): string | null;
}

/**
 * The names of a program in a dump of it. Where the segments begin says by how much the system has moved it, and how long they are whether it is
 * that program at all: the linker names both ends (cmd/link/internal/ld/data.go).
 */
export function programNames(
  { segments }: Pick<HeapDump, 'segments'>,
  symbols: ProgramSymbols | DumpNames,
): ProgramNames {
  if (typeof symbols === 'string') return noNames(symbols);
  const moved = segments.map((segment) => movedBy(segment, symbols.variables));
  const [first] = moved;
  if (first === undefined || first === null || moved.some((by) => by !== first)) return noNames('other-program');
  const { variables, functions } = symbols;
  return {
    state: 'known',
    variableAt: (address) => {
      const found = before(variables, address - first);
      return found !== null && address - first < found.address + found.size ? readable(found.name, address) : null;
    },
    functionAt: (address) => {
      const found = before(functions, address - first);
      return found?.address === address - first ? found.name : null;
    },
  };
}

function noNames(state: DumpNames): ProgramNames {
  return { state, variableAt: () => null, functionAt: () => null };
}

/** Null where the program has no such segment of that length. */
function movedBy({ kind, start, size }: DumpSegment, variables: readonly ProgramSymbol[]): number | null {
  const address = (name: string) => variables.find((one) => one.name === name)?.address ?? NaN;
  const [from, to] =
    kind === 'data'
      ? [address('runtime.data'), address('runtime.edata')]
      : [address('runtime.bss'), address('runtime.ebss')];
  return to - from === size ? start - from : null;
}

/** The last that has a size and begins at or before the address. */
function before(symbols: readonly ProgramSymbol[], address: number): ProgramSymbol | null {
  let [low, high] = [0, symbols.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((symbols[middle]?.address ?? 0) <= address) low = middle + 1;
    else high = middle;
  }
  // Marks of the linker, which have no size, may stand where a variable does.
  for (let at = low - 1; at >= 0 && at >= low - 8; at -= 1) {
    const found = symbols[at];
    if (found !== undefined && found.size > 0) return found;
  }
  return null;
}

/** Parts of several files have one name (`main..stmp_3` is numbered by package). */
function readable(name: string, address: number): string {
  return name === '' ? `0x${address.toString(16)}` : name;
}
