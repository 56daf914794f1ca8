import type { Evidence, EvidenceUnit } from '../../../shared/model/finding';
import type { GoEvidenceName } from '../../../shared/model/go/goEvidence';
import { piece } from '../../judge/findingOf';

/** A number of the evidence on a Go process: only those that its words have a sentence for. Null for one that is not known. */
export function goPiece(name: GoEvidenceName, value: number | null, unit: EvidenceUnit): Evidence | null {
  return piece(name, value, unit);
}
