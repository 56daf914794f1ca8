import type { Measure, TaggedMaker } from '../../../shared/model/beam/measure';
import type { ErlangAct } from '../../../shared/ports/sources/erlangSource';
import { placedAmong, placedHead, type PlacedMeasure } from './placedMeasure';
import { outerName } from './outerName';
import type { WorkspaceCode } from './workspaceCode';

/** What a line does that allocates blocks of each kind: the tag tells the function in which that line stands. */
const acts: Readonly<Record<string, ErlangAct>> = {
  'monitor-leak': 'monitor',
  'ets-growth': 'insert',
  'atom-growth': 'atom',
  'process-growth': 'start',
  'timer-growth': 'timer',
};

/**
 * The place of a measure whose blocks are tagged with the function that allocated them: what the source leaves open, the allocator knows. Who
 * makes a binary need not be who keeps it, so that this function stands beside the line.
 */
export function placeTagged(measure: Measure, plain: PlacedMeasure, code: WorkspaceCode): PlacedMeasure {
  const { maker } = measure;
  if (maker === undefined || !code.has(maker.by.module)) return plain;
  const act = acts[measure.kind];
  const place = act === undefined ? null : inFunction(maker, act, code);
  if (place !== null) {
    const isSame = place.site?.file === plain.site?.file && place.site?.line === plain.site?.line;
    const related = [...place.related, ...plain.related.filter(({ role }) => role !== 'or-here')];
    return { ...place, related, bound: isSame ? plain.bound : null, tagged: 'here' };
  }
  // Of a fun, the function that it stands in.
  const head = placedHead(code.textsOf(maker.by.module), { ...maker.by, name: outerName(maker.by.name) }).site;
  if (head === null) return plain;
  if (withoutArity(plain.site?.function) === withoutArity(head.function)) return { ...plain, tagged: 'here' };
  return { ...plain, related: [...plain.related, { ...head, role: 'allocation' }], tagged: 'beside' };
}

function withoutArity(name: string | undefined): string | undefined {
  return name?.replace(/\/\d+$/, '');
}

function inFunction({ by }: TaggedMaker, act: ErlangAct, code: WorkspaceCode): PlacedMeasure | null {
  const isThere = (name: string) => name === outerName(by.name);
  return placedAmong(code.all(act).filter((one) => one.module === by.module && isThere(one.act.function)));
}
