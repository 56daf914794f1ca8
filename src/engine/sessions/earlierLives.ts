import { confidences, type Finding } from '../../shared/model/finding';

/**
 * What processes leaked that were replaced during a watch. The leak itself may have ended them, so a new process that has not
 * shown it yet does not take it back; one that was watched for long enough does: its finding says fixed.
 */
export class EarlierLives {
  private earlier = new Map<string, Finding>();
  private newest: readonly Finding[] = [];

  /** The findings of a round. */
  take(findings: readonly Finding[], restarted: boolean): void {
    if (restarted)
      this.earlier = new Map(
        this.findings()
          .filter(isSure)
          .map((finding) => [finding.id, finding]),
      );
    this.newest = findings;
  }

  /** Those of the newest round, and the surer ones of earlier processes. */
  findings(): readonly Finding[] {
    const present = new Set(this.newest.map(({ id }) => id));
    const gone = [...this.earlier.values()].filter(({ id }) => !present.has(id));
    return [...this.newest.map((finding) => this.surer(finding)), ...gone];
  }

  private surer(finding: Finding): Finding {
    const before = this.earlier.get(finding.id);
    if (before === undefined || finding.status === 'fixed') return finding;
    return rank(before) < rank(finding) ? before : finding;
  }
}

function isSure(finding: Finding): boolean {
  return finding.status !== 'fixed' && rank(finding) <= confidences.indexOf('probable');
}

function rank({ confidence }: Finding): number {
  return confidences.indexOf(confidence);
}
