import type { FindingsApi } from '../../shared/ports/engine/engineApi';

/** Changes when a finding or a target comes or goes, and when a finding moves, is ignored, or changes its tier; not with each number. */
export function findingOutline(findings: FindingsApi): string {
  const rows = findings.all().flatMap(({ targetId, lines, findings: found }) =>
    found.map((finding) => {
      const { id, confidence, status, stage, site } = finding;
      const line = site === null ? null : lines.now(site);
      return [
        targetId,
        id,
        confidence,
        status,
        stage.stage,
        stage.asOfMillis,
        findings.ignored(finding) !== null,
        site?.path,
        line,
      ];
    }),
  );
  return JSON.stringify([findings.all().map(({ targetName }) => targetName), rows]);
}
