import type {
  AmountUnit,
  Doubt,
  Evidence,
  Finding,
  FindingStatus,
  IgnoreRule,
  ProbeName,
  SiteRole,
} from '../../model/finding';
import type { ProbeWords } from '../../model/probeWords';
import type { HintRoom } from '../../model/hint';
import type { FindingStage } from '../../model/findingStage';
import type { Grown } from '../../model/told';
import type { Outlook } from '../../model/series/outlook';
import type { SourceFix } from '../../model/sourceFix';

/** What the findings of one runtime are and what to do about them: words that only it has. */
export interface KindWords {
  /** Where another runtime finds something of the same kind: whether this is one of ours. Absent: all that nobody else claims. */
  readonly tells?: (finding: Partial<Pick<Finding, 'evidence'>>) => boolean;
  /** One line that stands alone, with the number, the place and the verdict: `Goroutine leak: 120 goroutines stuck on chan send · ↑60/min`. */
  title(finding: Finding): string;
  /** For the end of a source line: short, the verdict first. Where room is scarce no more than how much of it there is. */
  hint(finding: Finding, room?: HintRoom): string;
  /** For a row of a list that shows the place and how sure it is by itself: `120 stuck ↑60/min`. */
  row(finding: Finding): string;
  /** One sentence of evidence with its number and unit; null for numbers that say nothing to a person on their own. */
  evidence(evidence: Evidence, finding: Finding): string | null;
  /** What the finding means and what to do next, one to three sentences. */
  advice(finding: Finding): string;
  /** What to do next alone, for a line that has no room for more. */
  cure(finding: Finding): string;
  /** What a fix of a finding changes: `Add defer cancel()`. */
  fix(fix: SourceFix, finding: Pick<Finding, 'kind'>): string;
  /** The known mistake that the source shows, for the middle of a sentence; null where it shows none. */
  pattern(finding: Finding): string | null;
  /** What can be tried at the service to know more; absent where there is nothing that is more than a read. */
  probe?(probe: ProbeName): ProbeWords | null;
  /** What speaks against a verdict, or for a lower one, in a sentence; null for what this runtime doubts nothing for. */
  doubt(doubt: Doubt): string | null;
}

/** A finding in the words of the person's language, for editors and the command line alike. Plain text, sentence case, with units. */
export interface FindingWords extends KindWords {
  /** A number with its unit: `1,204 goroutines`. */
  amount(value: number, unit: AmountUnit): string;
  confidence(finding: Finding): string;
  /** What became of a verdict, one sentence or two; null where it is as it was. */
  course(finding: Finding): string | null;
  /** What grew and is no finding: how much, why there is no verdict, and how long to watch. */
  grown(grown: Grown): string;
  status(status: FindingStatus): string;
  /** What may be said of it now, in a few words: `fixed at 22:14:03`, `growing again`; empty where its title says all. */
  stage(stage: FindingStage): string;
  /** That a person ignores it, and until when: `ignored until 2026-12-30`. */
  ignored(until: IgnoreRule['until']): string;
  role(role: SiteRole): string;
  /** When something reaches its limit, one sentence. @param label of its series */
  outlook(outlook: Outlook, label: string): string;
}

/** What is said alike of the findings of any runtime. Of doubts it has the sentences passed in. */
export interface CommonFindingWords extends Omit<FindingWords, 'course' | 'grown'> {
  course(finding: Finding, doubt: KindWords['doubt']): string | null;
  grown(grown: Grown, doubt: KindWords['doubt']): string;
}
