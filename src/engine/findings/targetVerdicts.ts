import type { PlacedFinding, StagedFinding, TargetVerdict } from '../../shared/ports/engine/engineApi';
import { isInForce } from '../../shared/base/ignoreRules';
import type { Finding, IgnoreRule } from '../../shared/model/finding';
import { groupedBy } from '../../shared/base/groupedBy';

/** The findings of all targets, and which of them a person does not want to see. */
export class TargetVerdicts {
  private readonly verdicts = new Map<string, TargetVerdict>();
  private readonly now: () => number;
  private rules: ReadonlyMap<string, readonly IgnoreRule[]> = new Map();

  /** @param now ms since 1970: a rule holds until its day is over */
  constructor(now: () => number) {
    this.now = now;
  }

  set(verdict: TargetVerdict): void {
    this.verdicts.set(verdict.targetId, verdict);
  }

  remove(targetId: string): void {
    this.verdicts.delete(targetId);
  }

  /** These rules say from now on what is ignored. */
  ignore(rules: readonly IgnoreRule[]): void {
    this.rules = groupedBy(rules, ({ id }) => id);
  }

  /** The rule in force that ignores a finding; of two the first counts. */
  ruleFor({ id }: Pick<Finding, 'id'>): IgnoreRule | null {
    const now = this.now();
    return this.rules.get(id)?.find((rule) => isInForce(rule, now)) ?? null;
  }

  ignored(finding: Pick<Finding, 'id'>): string | null {
    return this.ruleFor(finding)?.reason ?? null;
  }

  all(): readonly TargetVerdict[] {
    return [...this.verdicts.values()];
  }

  find(id: string): { readonly verdict: TargetVerdict; readonly finding: StagedFinding } | null {
    for (const verdict of this.verdicts.values()) {
      const finding = verdict.findings.find((candidate) => candidate.id === id);
      if (finding !== undefined) return { verdict, finding };
    }
    return null;
  }

  /** Local files that findings name, those of related places not included. */
  paths(): ReadonlySet<string> {
    const sites = this.all().flatMap(({ findings }) => findings.map(({ site }) => site?.path ?? null));
    return new Set(sites.filter((path) => path !== null));
  }

  /** What is to be shown in a document: neither ignored nor fixed. */
  openIn(path: string, all: readonly TargetVerdict[]): readonly PlacedFinding[] {
    return all.flatMap(({ targetId, targetName, lines, findings }) =>
      findings
        .filter((finding) => finding.status !== 'fixed' && this.ignored(finding) === null)
        .flatMap((finding) => {
          const line = finding.site?.path === path ? lines.now(finding.site) : null;
          return line === null ? [] : [{ finding, targetId, targetName, line }];
        }),
    );
  }
}
