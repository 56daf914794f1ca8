import type { BuildInfo } from '../../shared/model/process/buildInfo';
import type { Target } from '../../shared/model/target/target';
import type {
  NeighbourAnswer,
  NeighbourPage,
  ProfileRequest,
  ProfileSource,
  SourceAnswer,
} from '../../shared/ports/sources/profileSource';

/** A source of which somebody hears what it answers to the polls. */
export class HeardSource implements ProfileSource {
  readonly target: Target;
  readonly runtime: string;
  private readonly source: ProfileSource;
  private readonly heard: (request: ProfileRequest, answer: SourceAnswer) => void;

  constructor(source: ProfileSource, heard: (request: ProfileRequest, answer: SourceAnswer) => void) {
    this.target = source.target;
    this.runtime = source.runtime;
    this.source = source;
    this.heard = heard;
  }

  async fetch(request: ProfileRequest, signal: AbortSignal): Promise<SourceAnswer> {
    const answer = await this.source.fetch(request, signal);
    this.heard(request, answer);
    return answer;
  }

  residentBytes(): Promise<number | null> {
    return this.source.residentBytes();
  }

  buildInfo(): Promise<BuildInfo | null> {
    return this.source.buildInfo?.() ?? Promise.resolve(null);
  }

  builtAtMillis(): Promise<number | null> {
    return this.source.builtAtMillis?.() ?? Promise.resolve(null);
  }

  neighbour(page: NeighbourPage): Promise<NeighbourAnswer> {
    return this.source.neighbour?.(page) ?? Promise.resolve({ answer: null, elapsedMillis: null });
  }

  dispose(): void {
    this.source.dispose();
  }
}
