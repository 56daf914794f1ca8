import { atom, tuple, type Term } from '../../../shared/model/beam/term';
import { atomName, itemsOf, listOf, numberOf, pairsOf, textOf } from '../../../shared/base/symbols/erlangTerms';
import { LeakLensError } from '../../../shared/model/errors';
import type {
  AllocatorMemory,
  Counted,
  MemoryKinds,
  NodeCounts,
  NodeIdentity,
  NodeLook,
} from '../../../shared/model/beam/nodeMemory';
import type { ErlangNode } from '../../../shared/ports/sources/erlangNode';
import { isNotOffered, type Asker } from './ask';

/** Memory by kind and by allocator, and counts against their limits: some twenty calls, three milliseconds of a node in all. @throws LeakLensError */
export async function lookAtNode(
  ask: Asker,
  node: Pick<ErlangNode, 'name' | 'creation'>,
  subject: string,
): Promise<NodeLook> {
  const memory = memoryKinds(await ask.call('erlang', 'memory'), subject);
  const allocators = await readAllocators(ask);
  const counts = await readCounts(ask);
  const runQueue = numberOf(await ask.call('erlang', 'statistics', atom('run_queue'))) ?? 0;
  return { identity: await readIdentity(ask, node), memory, allocators, counts, runQueue };
}

async function readIdentity(
  ask: Asker,
  { name, creation }: Pick<ErlangNode, 'name' | 'creation'>,
): Promise<NodeIdentity> {
  const release = textOf(await ask.call('erlang', 'system_info', atom('otp_release'))) ?? '';
  const version = textOf(await ask.call('erlang', 'system_info', atom('version'))) ?? '';
  const [uptime] = itemsOf(await ask.call('erlang', 'statistics', atom('wall_clock')));
  return { name, creation, release, version, uptimeMillis: numberOf(uptime) ?? 0 };
}

function memoryKinds(term: Term, subject: string): MemoryKinds {
  const kinds = pairsOf(term);
  const bytes = (name: string) => numberOf(kinds.get(name)) ?? 0;
  if (!kinds.has('total')) {
    throw new LeakLensError({ kind: 'unreadable', subject, detail: 'erlang:memory/0 answers no memory' });
  }
  return {
    total: bytes('total'),
    processes: bytes('processes'),
    processesUsed: bytes('processes_used'),
    system: bytes('system'),
    atom: bytes('atom'),
    atomUsed: bytes('atom_used'),
    binary: bytes('binary'),
    code: bytes('code'),
    ets: bytes('ets'),
  };
}

/** More than any release has. */
const mostAllocators = 32;

/** None where a node was started without them (`+Mea min`). */
async function readAllocators(ask: Asker): Promise<readonly AllocatorMemory[]> {
  const names = listOf(await ask.call('erlang', 'system_info', atom('alloc_util_allocators')));
  const found: AllocatorMemory[] = [];
  for (const term of names.slice(0, mostAllocators)) {
    const name = atomName(term);
    if (name === null) continue;
    try {
      found.push(allocator(name, await ask.call('erlang', 'system_info', tuple(atom('allocator_sizes'), term))));
    } catch (error) {
      if (!isNotOffered(error)) throw error;
    }
  }
  return found;
}

/** `[{instance, N, [{mbcs, Sizes}, {mbcs_pool, Sizes}, {sbcs, Sizes}]}]` (erts: erl_alloc_util.c, info_sizes). */
function allocator(name: string, term: Term): AllocatorMemory {
  let blocks = 0;
  let carriers = 0;
  for (const instance of listOf(term)) {
    const [, , parts] = itemsOf(instance);
    for (const sizes of pairsOf(parts).values()) {
      for (const row of listOf(sizes)) {
        const [what, first] = itemsOf(row);
        if (atomName(what) === 'carriers_size') carriers += numberOf(first) ?? 0;
        if (atomName(what) === 'blocks') blocks += blockBytes(first);
      }
    }
  }
  return { name, blocks, carriers };
}

/** `[{std_alloc, [{size, Now, LastMax, Max}]}]`: blocks of other allocators may lie in carriers that were given away. */
function blockBytes(term: Term | undefined): number {
  let bytes = 0;
  for (const sizes of pairsOf(term).values()) {
    const size = listOf(sizes).find((row) => atomName(itemsOf(row)[0]) === 'size');
    bytes += numberOf(itemsOf(size)[1]) ?? 0;
  }
  return bytes;
}

async function readCounts(ask: Asker): Promise<NodeCounts> {
  const count = async (name: string): Promise<Counted> => {
    const now = numberOf(await ask.call('erlang', 'system_info', atom(`${name}_count`))) ?? 0;
    return { now, limit: numberOf(await ask.call('erlang', 'system_info', atom(`${name}_limit`))) ?? 0 };
  };
  return {
    processes: await count('process'),
    ports: await count('port'),
    atoms: await count('atom'),
    tables: await count('ets'),
  };
}
