import type { PublishedBuild } from '../../../shared/model/process/buildInfo';
import type { ProfileSource } from '../../../shared/ports/sources/profileSource';
import type { BuildFacts } from '../../../shared/model/sourcePaths';
import type { Round } from '../../../shared/ports/runtime/follower';
import type { Gathered, TargetReader } from '../../../shared/ports/runtime/targetReader';

/** Of a page that nobody asked to see. */
const maxPageBytes = 4 * 1024 * 1024;

/** What a round tells of the build. */
export type NoticedBuild = Pick<Round, 'rebuilt' | 'isNewBuild'>;

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

  /** Of the build that answered before this session began; empty where nobody knows. */
  startFrom(buildId: string): void {
    this.buildId ??= buildId;
  }

  /** @returns whether another build answers, or may answer, and whether that is known. The same program started again keeps its build id (Go writes them since 1.24). */
  notice({ buildId }: Pick<Gathered, 'buildId'>, restarted: boolean): NoticedBuild {
    const before = this.buildId ?? '';
    const isOther = restarted && (buildId === '' || buildId !== before);
    const isKnown = isOther && buildId !== '' && before !== '';
    this.buildId = buildId;
    if (restarted) this.facts = null;
    if (isOther) this.generation += 1;
    return { rebuilt: isOther, isNewBuild: isKnown };
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
