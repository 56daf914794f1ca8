import type { Finding } from '../../shared/model/finding';
import { otherPlaces } from '../../shared/base/otherPlaces';
import type { Documents } from '../../shared/ports/engine/documents';
import type { MovedLines } from './movedLines';
import type { TargetLines } from './targetLines';

/** A line of the source that a binary was built from. */
export interface BuildPlace {
  readonly path: string;
  /** 0-based. */
  readonly buildLine: number;
}

/**
 * The lines that make a verdict: its own and those that belong to it. Of what is over or explained nothing has to be checked, and of what
 * an earlier process did the next one is watched already.
 */
export function restsOn(finding: Finding, lines: Pick<TargetLines, 'ofBuild'>): readonly BuildPlace[] {
  if (finding.status === 'fixed' || finding.confidence === 'info') return [];
  return [finding.site, ...otherPlaces(finding)].flatMap((site) => {
    const built = site === null ? null : lines.ofBuild(site);
    return built === null ? [] : [{ path: built.path, buildLine: built.line }];
  });
}

/** Whether somebody has edited the code of a line since the build: only another one can tell whether what was found there still holds. */
export function isEdited(
  { path, buildLine }: BuildPlace,
  lines: MovedLines,
  documents: Pick<Documents, 'lineText'>,
): boolean {
  const line = lines.now(path, buildLine);
  const text = line === null ? null : documents.lineText(path, line);
  // What a document that is not open holds now is not known here.
  return (line === null || text !== null) && lines.texts.isOther(path, buildLine, text);
}
