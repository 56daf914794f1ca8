import type { PublishedBuild } from '../../../shared/model/process/buildInfo';
import type { ProfileSource } from '../../../shared/ports/sources/profileSource';
import type { BuildFacts } from '../../../shared/model/sourcePaths';
import type { Gathered, TargetReader } from '../../../shared/ports/runtime/targetReader';

/** Of a page that nobody asked to see. */
const maxPageBytes = 4 * 1024 * 1024;

/** Follows which build answers: what is learned of one build's files and lines does not hold for another. */
export class BuildTracker {
  private readonly source: ProfileSource;
  private readonly reader: Pick<TargetReader, 'publishedBuild'>;
  private buildId: string | null = null;
  private generation = 0;
  private facts: Promise<BuildFacts> | null = null;

  constructor(source: ProfileSource, reader: Pick<TargetReader, 'publishedBuild'>) {
    this.source = source;
    this.reader = reader;
  }

  /** @returns true when another build answers, or may answer. The same program started again keeps its build id (Go writes them since 1.24). */
  notice({ buildId }: Pick<Gathered, 'buildId'>, restarted: boolean): boolean {
    const isOther = restarted && (buildId === '' || buildId !== this.buildId);
    this.buildId = buildId;
    if (restarted) this.facts = null;
    if (isOther) this.generation += 1;
    return isOther;
  }

  /** Asked once a process, of this machine first, then of the service itself; what cannot be told is null. */
  about(): Promise<BuildFacts> {
    this.facts ??= this.read();
    return this.facts;
  }

  private async read(): Promise<BuildFacts> {
    const build = `${this.source.target.id}#${String(this.generation)}`;
    const info = (await this.source.buildInfo?.()) ?? (await this.published());
    const builtAtMillis = (await this.source.builtAtMillis?.()) ?? null;
    return {
      build,
      mainPackage: info?.mainPackage ?? null,
      goVersion: info?.goVersion ?? null,
      // What was built of a changed working copy is not what the commit holds.
      revision: info?.modified === true ? null : (info?.revision ?? null),
      isRevisionClean: info?.modified === false,
      builtAtMillis,
    };
  }

  /** A page that cannot be read tells as little as none: it is nothing that anybody asked for. */
  private async published(): Promise<PublishedBuild | null> {
    const answer = (await this.source.neighbour?.('variables'))?.answer ?? null;
    try {
      if (answer === null) return null;
      return await this.reader.publishedBuild({ bytes: answer.bytes, subject: answer.url, maxBytes: maxPageBytes });
    } catch {
      return null;
    }
  }
}
