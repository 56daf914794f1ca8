import type { Finding } from '../../model/finding';
import type { FindingWords } from './findingWords';

/** The evidence of a finding in words, in the order in which to read it. */
export function evidenceSentences(finding: Finding, words: Pick<FindingWords, 'evidence'>): readonly string[] {
  return finding.evidence.flatMap((evidence) => words.evidence(evidence, finding) ?? []);
}
