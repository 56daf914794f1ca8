import type { FindingSite } from '../../shared/model/finding';
import type { LinesNow } from '../../shared/ports/engine/engineApi';
import type { LineDoubt, PreparedSources, ResolvedSource } from '../../shared/model/sourcePaths';
import type { MovedLines } from './movedLines';

/** A line of a build in the workspace, as far as it can be told where it stands. */
export interface BuildLine {
  readonly path: string;
  /** 0-based, in the text that was on disk when the build was first looked at. */
  readonly line: number;
  /** Null when the line is certain. */
  readonly doubt: LineDoubt | null;
}

/** The lines of one target: of the build, on disk, and in the editor now. */
export class TargetLines implements LinesNow {
  readonly moved: MovedLines;
  private sources: Pick<PreparedSources, 'source' | 'missing'> = { source: () => null, missing: [] };

  constructor(moved: MovedLines) {
    this.moved = moved;
  }

  /** Another round has looked files up. Lines of files that it saw first are told for the text that is on disk now. */
  update(sources: PreparedSources): void {
    this.sources = sources;
    for (const path of sources.firstSeen) this.moved.rebasePath(path);
  }

  /** Recorded files that should be in the workspace and were not found. */
  get missing(): readonly string[] {
    return this.sources.missing;
  }

  /** How a recorded file was found; null when it was not. */
  found(site: Pick<FindingSite, 'function' | 'file' | 'line'>): ResolvedSource | null {
    return this.sources.source(site);
  }

  /** Null outside the workspace, and where the line is not that of the build any more: no line is better than a wrong one. */
  ofBuild(site: FindingSite): BuildLine | null {
    const { path, line } = site;
    if (path === null) return null;
    const found = this.sources.source(site);
    if (found === null) return { path, line: line - 1, doubt: null };
    const { verdict } = found;
    if (verdict.certainty === 'stale') return null;
    const isCertain = found.sure && verdict.certainty !== 'unsure';
    return { path, line: verdict.line - 1, doubt: isCertain ? null : (found.why ?? verdict.why) };
  }

  /** 0-based line in the editor now; null where there is none. */
  now(site: FindingSite): number | null {
    const built = this.ofBuild(site);
    return built === null ? null : this.moved.now(built.path, built.line);
  }
}
