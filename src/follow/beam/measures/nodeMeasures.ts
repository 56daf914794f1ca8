import type { Measure } from '../../../shared/model/beam/measure';
import type { NodeLook } from '../../../shared/model/beam/nodeMemory';

/** What grows in a node as a whole, and belongs to no process: told by the look that each round begins with. */
export function nodeMeasures(look: NodeLook): readonly Measure[] {
  return [atoms(look), ...literals(look)];
}

function atoms({ counts, identity }: NodeLook): Measure {
  const { now: value, limit } = counts.atoms;
  return { kind: 'atom-growth', key: 'atoms', value, unit: 'atoms', name: identity.name, ...ofNobody, limit };
}

/** What `persistent_term` keeps lies where literals of modules do (erts: erl_bif_persistent.c): those come with code, and stay level. */
function literals({ allocators }: NodeLook): readonly Measure[] {
  const found = allocators.find(({ name }) => name === 'literal_alloc');
  if (found === undefined) return [];
  const value = found.blocks;
  return [{ kind: 'persistent-growth', key: 'literals', value, unit: 'bytes', name: 'persistent_term', ...ofNobody }];
}

const ofNobody = { process: null, other: '', otherProcess: null, isRemote: false, limit: null } as const;
