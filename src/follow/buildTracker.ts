import type { LeakObservation } from '../shared/judge';
import type { ProfileSource } from '../shared/ports';
import type { BuildFacts } from '../shared/sourcePaths';

/** Follows which build answers: what is learned of one build's files and lines does not hold for another. */
export class BuildTracker {
  private readonly source: ProfileSource;
  private buildId: string | null = null;
  private generation = 0;
  private facts: Promise<BuildFacts> | null = null;

  constructor(source: ProfileSource) {
    this.source = source;
  }

  /** @returns true when another build answers, or may answer. The same program started again keeps its build id (Go writes them since 1.24). */
  notice({ heap }: Pick<LeakObservation, 'heap'>, restarted: boolean): boolean {
    const buildId = heap.mappings[0]?.buildId ?? '';
    const isOther = restarted && (buildId === '' || buildId !== this.buildId);
    this.buildId = buildId;
    if (restarted) this.facts = null;
    if (isOther) this.generation += 1;
    return isOther;
  }

  /** Asked of this machine once a process; what cannot be told is null. */
  about(): Promise<BuildFacts> {
    this.facts ??= this.read();
    return this.facts;
  }

  private async read(): Promise<BuildFacts> {
    const build = `${this.source.target.id}#${String(this.generation)}`;
    const info = (await this.source.buildInfo?.()) ?? null;
    return {
      build,
      mainPackage: info?.mainPackage ?? null,
      goVersion: info?.goVersion ?? null,
      // What was built of a changed working copy is not what the commit holds.
      revision: info?.modified === false ? info.revision : null,
    };
  }
}
