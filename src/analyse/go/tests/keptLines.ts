import type { Finding } from '../../../shared/model/finding';
import type { SourceKnowledge } from '../../../shared/ports/runtime/judge';
import { evidenceList, findingOf } from '../../judge/findingOf';
import { goPiece } from '../base/goPiece';
import { findingId } from '../drafts/base/findingId';
import { holderPiece, holderPlaces } from '../drafts/base/holderPlaces';
import { relatedPlace } from '../drafts/base/relatedPlace';
import { heldBytes, type HeapAmount, type HeapReading } from '../history/heapReading';
import { isOwn } from '../sites/codeOwners';

/** A line that holds more when all tests of a package are over than it did before the first. */
export interface KeptLine {
  readonly amount: HeapAmount;
  readonly bytesBefore: number;
  readonly bytes: number;
}

/** Lines of the program's own, most first. @param least bytes; what is smaller explains itself */
export function keptLines(before: HeapReading | null, after: HeapReading | null, least: number): readonly KeptLine[] {
  if (before === null || after === null) return [];
  return [...after.sites]
    .map(([key, amount]) => {
      const known = before.sites.get(key);
      return { amount, bytesBefore: known === undefined ? 0 : heldBytes(known), bytes: heldBytes(amount) };
    })
    .filter(({ amount, bytes, bytesBefore }) => isOwn(amount.ref.owner) && bytes - bytesBefore >= least)
    .sort((a, b) => b.bytes - a.bytes);
}

/** One run tells that memory is kept, and not that ever more of it is: no more than a suspicion. */
export function keptFinding({ amount, bytes, bytesBefore }: KeptLine, knowledge: SourceKnowledge): Finding {
  const { ref } = amount;
  const { path, line, function: name } = ref.site;
  const facts = path === null ? null : knowledge.allocation({ path, line, function: name });
  return findingOf({
    id: findingId('heap-growth', ref),
    kind: 'heap-growth',
    confidence: 'possible',
    site: ref.site,
    related: [...holderPlaces(facts, ref.site), ...(facts?.otherEnds ?? []).map(relatedPlace)],
    amount: { value: bytes, unit: 'bytes' },
    evidence: evidenceList(
      goPiece('bytes', bytes, 'bytes'),
      goPiece('before-tests', bytesBefore, 'bytes'),
      goPiece('objects', amount.objects, 'objects'),
      holderPiece(facts),
      goPiece('doubt-kept', 1, 'none'),
    ),
    heldBytes: bytes - bytesBefore,
    operation: facts?.operation ?? '',
    bound: facts?.bound ?? null,
    holders: facts?.holders ?? [],
    pattern: facts?.pattern ?? null,
  });
}
