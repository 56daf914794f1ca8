import type { PlacedFinding, TargetVerdict } from '../../shared/ports/engineApi';
import type { Finding, IgnoreRule } from '../../shared/model/finding';

/** The findings of all targets, and which of them a person does not want to see. */
export class TargetVerdicts {
  private readonly verdicts = new Map<string, TargetVerdict>();
  private rules: ReadonlyMap<string, IgnoreRule> = new Map();

  set(verdict: TargetVerdict): void {
    this.verdicts.set(verdict.targetId, verdict);
  }

  remove(targetId: string): void {
    this.verdicts.delete(targetId);
  }

  /** Rules that are in force; of two for one finding the first counts. */
  ignore(rules: readonly IgnoreRule[]): void {
    this.rules = new Map([...rules].reverse().map((rule) => [rule.id, rule]));
  }

  ignored({ id }: Pick<Finding, 'id'>): string | null {
    return this.rules.get(id)?.reason ?? null;
  }

  all(): readonly TargetVerdict[] {
    return [...this.verdicts.values()];
  }

  find(id: string): { readonly verdict: TargetVerdict; readonly finding: Finding } | null {
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
  openIn(path: string): readonly PlacedFinding[] {
    return this.all().flatMap(({ targetId, targetName, lines, findings }) =>
      findings
        .filter((finding) => finding.status !== 'fixed' && this.ignored(finding) === null)
        .flatMap((finding) => {
          const line = finding.site?.path === path ? lines.now(finding.site) : null;
          return line === null ? [] : [{ finding, targetId, targetName, line }];
        }),
    );
  }
}
