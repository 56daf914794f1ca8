import type { Profile } from '../../shared/model/profile';
import type { ReportHead, ReportScope } from '../../shared/model/report/report';
import { dropFrames } from './filters/dropFrames';
import { normalised } from './samples/normalised';
import { NodeTable, type NodeKey } from './nodeTable';
import type { WeighedPart } from './nodeSums';
import { refineSamples } from './filters/refineSamples';
import { reportTotal } from './reportTotal';
import { weigh, type ReportPart } from './samples/weights';

/** A report's parts, ready to be added up, and its head. */
export interface PreparedReport {
  readonly head: ReportHead;
  readonly table: NodeTable;
  readonly parts: readonly WeighedPart[];
}

/**
 * What every report begins with, in pprof's order: frames are dropped (by the profile's own rules, also those of the base),
 * the total is taken, samples are filtered, frames become nodes.
 */
export function prepareReport(profile: Profile, scope: ReportScope, key: NodeKey): PreparedReport {
  const whole = reportParts(profile, scope);
  const table = new NodeTable(key);
  const kept = whole.map((part) => ({ ...part, view: refineSamples(part.view, scope) }));
  const weights = weigh(kept);
  const parts = kept.map((part, index) => ({
    ...part,
    nodes: table.locate(part.view),
    weights: weights[index] ?? { limbs: [] },
  }));
  return { head: reportHead(profile, scope, whole), table, parts };
}

/** Sample type and total. */
export function reportHead(
  profile: Profile,
  scope: ReportScope,
  parts: readonly ReportPart[] = reportParts(profile, scope),
): ReportHead {
  const sampleType = profile.sampleTypes[scope.sample] ?? { type: '', unit: '' };
  return { sampleType, total: reportTotal(parts, scope.base?.total ?? 'profile') };
}

function reportParts(profile: Profile, { sample, base }: ReportScope): ReportPart[] {
  const counted = base?.normalize === true ? normalised(profile, base.profile) : profile;
  const own: ReportPart = { view: dropFrames(counted, profile), sample, sign: 1 };
  if (base === null) return [own];
  const name = profile.sampleTypes[sample]?.type;
  const baseSample = base.profile.sampleTypes.findIndex(({ type }) => type === name);
  return [own, { view: dropFrames(base.profile, profile), sample: baseSample, sign: -1 }];
}
