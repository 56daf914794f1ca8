import { fileLine } from '../../shared/base/fileLine';
import type { Confidence, Finding, Standing } from '../../shared/model/finding';

/** What somebody who reads the log wants to know of a verdict: how sure, and where in its life. */
type Verdict = Confidence | Standing;

/**
 * A line for each verdict that is another than before, with its reason: `goroutine-leak at gateway.go:38: possible → probable:
 * 1,119 goroutines, +296 per minute, watched for 30 s`. Explanations are none.
 */
export function verdictChanges(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  const known = new Map(before.map((finding) => [finding.id, finding]));
  const changed = after.flatMap((finding) => {
    const earlier = known.get(finding.id);
    known.delete(finding.id);
    const [was, is] = [earlier === undefined ? null : verdictOf(earlier), verdictOf(finding)];
    if (is === was || is === 'info') return [];
    return [`${nameOf(finding)}: ${was === null ? is : `${was} → ${is}`}: ${reasonOf(finding)}`];
  });
  const gone = [...known.values()]
    .filter((finding) => verdictOf(finding) !== 'info' && finding.status !== 'fixed')
    .map((finding) => `${nameOf(finding)}: ${verdictOf(finding)} → gone: nothing of it is seen any more`);
  return [...changed, ...gone];
}

/** How sure it is while it goes on; else what became of it. */
function verdictOf({ confidence, status, course }: Finding): Verdict {
  if (status === 'fixed') return 'fixed';
  const standing = course?.standing ?? 'possible';
  return standing === 'possible' || standing === 'growing' ? confidence : standing;
}

function nameOf({ kind, site }: Finding): string {
  return site === null ? `${kind} of the process` : `${kind} at ${fileLine(site.path ?? site.file, site.line)}`;
}

/** What there is of it, how fast it grows and for how long that was watched; of what was taken back, what speaks against it. */
function reasonOf({ amount, rate, evidence, course }: Finding): string {
  const number = (value: number) => String(Math.round(value));
  const watched = evidence.find(({ name }) => name === 'watched')?.value;
  const doubt = course?.doubt ?? null;
  return [
    `${number(amount.value)} ${amount.unit}`,
    ...(rate === null ? [] : [`${rate.value > 0 ? '+' : ''}${number(rate.value)} per minute`]),
    ...(watched === undefined ? [] : [`watched for ${number(watched)} s`]),
    ...(doubt === null ? [] : [`doubt: ${doubt}`]),
  ].join(', ');
}
