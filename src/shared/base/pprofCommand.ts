import type { PprofFiles } from '../model/views/pprofFiles';
import { joinedPattern, refinementKinds, type ViewScope } from '../model/views/viewScope';

/** pprof's own word for what makes one row; it has none for a package, and takes functions. */
const granularityOptions = { function: [], line: ['-lines'], file: ['-files'], package: [] } as const;

/**
 * The command line of `go tool pprof` that shows the same (Go 1.26): its page with the flame graph, or with `-top`, `-peek` or `-list` in place of
 * `-http=:` what these say.
 *
 * @param report `-http=:`, `-top`, `-peek=REGEX` or `-list=REGEX`
 */
export function pprofCommand({ source, base, shell }: PprofFiles, scope: ViewScope, report: string): string {
  const refined = refinementKinds.flatMap((kind) => {
    const pattern = joinedPattern(scope.refinements, kind);
    return pattern === null ? [] : [`-${kind}=${pattern}`];
  });
  const words = [
    report,
    ...(scope.sample === '' ? [] : [`-sample_index=${scope.sample}`]),
    ...granularityOptions[scope.granularity],
    ...(scope.unit === '' ? [] : [`-unit=${scope.unit}`]),
    ...(scope.labelLevel === '' ? [] : [`-tagroot=${scope.labelLevel}`]),
    ...refined,
    ...(base === null ? [] : [`-diff_base=${base}`]),
    ...(base !== null && scope.normalize ? ['-normalize'] : []),
    // A file whose name begins like an option is none.
    source.startsWith('-') ? `./${source}` : source,
  ];
  return ['go', 'tool', 'pprof', ...words.map((word) => quoted(word, shell))].join(' ');
}

/** As one word of the shell, whatever stands in it. */
function quoted(word: string, shell: PprofFiles['shell']): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", shell === 'posix' ? String.raw`'\''` : "''")}'`;
}
