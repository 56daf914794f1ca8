import type { FindingKind } from '../../../../shared/model/finding';
import type { WaitKind } from '../../../../shared/model/go/goroutine';
import { withoutTypeArguments } from '../../../../shared/base/symbols/withoutTypeArguments';
import type { SiteRef } from '../../sites/siteFinder';

/**
 * The id of a finding: kind, function, wait and line within the function, so that edits elsewhere in the file do not change it.
 * Type arguments are left out: profiles and dumps write them differently, and so do versions of Go. Their brackets stay: baselines hold the ids.
 */
export function findingId(
  kind: FindingKind,
  { site, startLine }: Pick<SiteRef, 'site' | 'startLine'>,
  wait: WaitKind | null = null,
): string {
  const isWithin = startLine > 0 && site.line >= startLine;
  const line = isWithin ? String(site.line - startLine) : `L${String(site.line)}`;
  return `${kind}:${withoutTypeArguments(site.function, '[]')}:${wait ?? ''}+${line}`;
}

/** The id of a finding about the whole process. */
export function processId(kind: FindingKind): string {
  return `${kind}:process`;
}
