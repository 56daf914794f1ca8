import type { WatchedHeaps } from '../../shared/ports/engine/timedWatch';
import type { SourceAnswer } from '../../shared/ports/sources/profileSource';
import type { SessionNews } from './targetSession';

/** Keeps the first and the last heap profile that the polls of one process were answered. */
export class HeapEnds {
  private readonly newest: () => SourceAnswer | null;
  private first: SourceAnswer | null = null;
  private last: SourceAnswer | null = null;

  /** @param newest what the polls were answered last, null while they were not; asked for once at the start, so that it is kept */
  constructor(newest: () => SourceAnswer | null) {
    this.newest = newest;
    newest();
  }

  hear(news: SessionNews): void {
    if (news.kind !== 'round') return;
    // What another process allocated is nothing to compare with.
    if (news.round.restarted) this.first = null;
    const answer = this.newest();
    if (answer === null) return;
    this.first ??= answer;
    this.last = answer;
  }

  /** Null where the service has no heap profile. */
  result(): WatchedHeaps | null {
    const { first, last } = this;
    if (last === null) return null;
    const bytesOf = ({ bytes, url }: SourceAnswer) => ({ bytes, subject: url });
    return { first: first === null || first === last ? null : bytesOf(first), last: bytesOf(last) };
  }
}
