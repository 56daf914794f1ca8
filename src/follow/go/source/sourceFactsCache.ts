import type {
  AllocationFacts,
  GoSourceReader,
  LibraryFacts,
  LibraryQuestion,
  LibrarySurroundings,
  WaitFacts,
} from '../../../shared/model/go/goSource';
import type { SourceQuestions } from '../../../shared/ports/runtime/judge';
import type { Clock } from '../../../shared/ports/clock';
import type { PreparedSources } from '../../../shared/model/sourcePaths';
import type { SourceFacts } from '../../../shared/ports/runtime/targetReader';
import { allocationFactsKey, libraryFactsKey, waitFactsKey } from './sourceFacts';

/** A round asks about no more lines than this. */
const maxQuestions = 40;
/** Lines that were asked about at some time; those of the newest rounds stay. */
const maxAnswers = 1000;
/** A file may be saved at any time: the reader looks whether it was, and has the answer at hand when it was not. */
const askAgainMillis = 10_000;

export interface SourceFactsParts {
  readonly reader: Pick<GoSourceReader, 'explainWait' | 'explainAllocation' | 'explainLibrary'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The source said something new. Must not reject. */
  readonly onNews: () => Promise<void>;
  /** The source could not be read; told once until it can be again. A verdict stands without it. Must not throw. */
  readonly onFailure: (error: unknown) => void;
}

/** Where the workspace and its libraries lie. */
type Surroundings = Pick<PreparedSources, 'folders' | 'source'>;

interface Entry<T> {
  /** Null as long as nothing is known, and when the source tells nothing. */
  answer: T | null;
  /** What was asked, with all that is known of the line. */
  question: string;
  askedAtMillis: number;
}

/**
 * What the source says of the lines that a judge asks about. The judge cannot wait, and neither does a poll: it gets what is known by
 * now, and `onNews` tells when there is more.
 */
export class SourceFactsCache {
  private readonly parts: SourceFactsParts;
  private hasFailed = false;
  private readonly waits = new Map<string, Entry<WaitFacts>>();
  private readonly allocations = new Map<string, Entry<AllocationFacts>>();
  private readonly libraries = new Map<string, Entry<LibraryFacts>>();
  private readonly open = new Set<Promise<void>>();
  private newest: SourceQuestions = { waits: [], allocations: [], libraries: [] };

  constructor(parts: SourceFactsParts) {
    this.parts = parts;
  }

  /** What is known of the lines asked about last. */
  facts(): SourceFacts {
    return {
      waits: answersOf(this.waits, this.newest.waits.map(waitFactsKey)),
      allocations: answersOf(this.allocations, this.newest.allocations.map(allocationFactsKey)),
      libraries: answersOf(this.libraries, this.newest.libraries.map(libraryFactsKey)),
    };
  }

  /** Asks what is not known or was asked long ago. Never waits. */
  ask({ waits, allocations, libraries }: SourceQuestions, sources: Surroundings): void {
    this.newest = {
      waits: waits.slice(0, maxQuestions),
      allocations: allocations.slice(0, maxQuestions),
      libraries: libraries.slice(0, maxQuestions),
    };
    const { reader } = this.parts;
    const asked = [
      ...this.newest.waits.flatMap((question) =>
        this.look(this.waits, [waitFactsKey(question), JSON.stringify(question)], () => reader.explainWait(question)),
      ),
      ...this.newest.allocations.flatMap((question) =>
        this.look(this.allocations, [allocationFactsKey(question), JSON.stringify(question)], () =>
          reader.explainAllocation(question),
        ),
      ),
      ...this.newest.libraries.flatMap((question) =>
        this.look(this.libraries, [libraryFactsKey(question), JSON.stringify(question)], () =>
          reader.explainLibrary({ ...question, ...surroundingsOf(question, sources) }),
        ),
      ),
    ];
    if (asked.length > 0) this.follow(Promise.all(asked).then((news) => news.includes(true)));
  }

  /** Takes note of other news of the source that are on their way. @param news whether there are any; must not reject */
  follow(news: Promise<boolean>): void {
    const told = news.then((isNews) => (isNews ? this.parts.onNews() : undefined));
    this.open.add(told);
    void told.then(() => this.open.delete(told));
  }

  /** Settles when all that was asked so far is answered, and the news were told. */
  async settled(): Promise<void> {
    while (this.open.size > 0) await Promise.all(this.open);
  }

  /** @returns whether the answer is another one than before; nothing where there is no need to ask */
  private look<T>(
    entries: Map<string, Entry<T>>,
    [key, question]: readonly [string, string],
    ask: () => Promise<T | null>,
  ): readonly Promise<boolean>[] {
    const now = this.parts.clock.now();
    const entry = entries.get(key) ?? { answer: null, question: '', askedAtMillis: -Infinity };
    entries.delete(key);
    entries.set(key, entry);
    trim(entries);
    if (entry.question === question && now - entry.askedAtMillis < askAgainMillis) return [];
    entry.question = question;
    entry.askedAtMillis = now;
    const isNews = (answer: T | null) => {
      this.hasFailed = false;
      if (JSON.stringify(answer) === JSON.stringify(entry.answer)) return false;
      entry.answer = answer;
      return true;
    };
    return [ask().then(isNews, (error: unknown) => this.fail(error))];
  }

  /** @returns that this is no news */
  private fail(error: unknown): false {
    if (!this.hasFailed) this.parts.onFailure(error);
    this.hasFailed = true;
    return false;
  }
}

function answersOf<T>(entries: ReadonlyMap<string, Entry<T>>, keys: readonly string[]): ReadonlyMap<string, T | null> {
  return new Map(keys.map((key) => [key, entries.get(key)?.answer ?? null]));
}

function trim(entries: Map<string, unknown>): void {
  for (const [oldest] of entries) {
    if (entries.size <= maxAnswers) break;
    entries.delete(oldest);
  }
}

/** The standard library is in the table of libraries, and too large to be read for what is not. */
function surroundingsOf({ site }: LibraryQuestion, { folders, source }: Surroundings): LibrarySurroundings {
  const found = source(site);
  return { folders, libraryPath: found === null || found.mappedBy === 'goroot' ? null : found.path };
}
