import type { Confidence, Evidence, EvidenceName, EvidenceUnit, Finding } from '../../shared/model/finding';
import { sampled } from '../numbers/statistics';
import type { TrendPoint } from '../numbers/trend';
import { borneOut } from './borneOut';

/** Points of a finding's small picture. */
const picturePoints = 60;

type Given = Pick<Finding, 'id' | 'kind' | 'confidence' | 'site' | 'amount' | 'evidence'> & Partial<Finding>;

/** A finding with what is usual left out, and never surer than its own numbers. */
export function findingOf(given: Given): Finding {
  const finding = {
    status: null,
    related: [],
    rate: null,
    heldBytes: 0,
    wait: null,
    state: '',
    pattern: null,
    opened: null,
    operation: '',
    fixes: [],
    bound: null,
    holders: [],
    firstSeenMillis: 0,
    lastSeenMillis: 0,
    trend: [],
    course: null,
    ...given,
  };
  return { ...finding, confidence: borneOut(finding) };
}

/** One piece of evidence; null stays out of the list that `evidenceList` makes. */
export function piece(name: EvidenceName, value: number | null, unit: EvidenceUnit): Evidence | null {
  return value === null || !Number.isFinite(value) ? null : { name, value, unit };
}

export function evidenceList(...pieces: readonly (Evidence | null)[]): Evidence[] {
  return pieces.filter((one) => one !== null);
}

export function picture(points: readonly TrendPoint[]): (readonly [number, number])[] {
  return sampled(points, picturePoints).map(({ atMillis, value }) => [atMillis, value] as const);
}

const order: Readonly<Record<Confidence, number>> = { proven: 0, probable: 1, possible: 2, info: 3 };

/** 0 for the surest. */
export function confidenceRank(confidence: Confidence): number {
  return order[confidence];
}
