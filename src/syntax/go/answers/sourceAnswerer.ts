import { groupedBy } from '../../../shared/base/groupedBy';
import type { AllocationFacts, SourceReply, SourceRequest } from '../../../shared/model/go/goSource';
import { AnswerCache } from './answerCache';
import { functionLines } from '../tree/functionLines';
import type { ParseGo } from '../tree/goParser';
import { LibraryAnswerer } from '../libraries/libraryAnswerer';
import { LibraryFiles } from '../libraries/libraryFiles';
import type { GoNames } from '../outline/goNames';
import { RetainedAnswerer } from '../retention/retainedAnswerer';
import { PackageSlice } from '../slices/packageSlice';
import { directoryOf, SourceIndex, type IndexedFile, type SourceFolder } from '../outline/sourceIndex';
import { HoldersAcross } from './holdersAcross';
import { ModulePackages } from './modulePackages';
import { PackageReading, usualLimits, type PackageAnswer, type ReadingLimits } from './packageReading';

/** A question about a line of a package. */
type LineRequest = Exclude<SourceRequest, { readonly about: 'library' | 'retained' }>;

/** The files that belong together, and what tells whether they have changed. */
interface Package {
  readonly name: string;
  readonly files: readonly IndexedFile[];
  /** Every file of it was read. */
  readonly complete: boolean;
  readonly fingerprint: string;
}

/** Trees are large, and the next question is most likely about the same package, or there is none for long. */
const keptTreesMillis = 30_000;

/**
 * Answers questions about Go source. A file is read once until it changes, an answer is kept until a file of its package does; of
 * trees, only those of the package asked about last are kept, and not for long.
 */
export class SourceAnswerer {
  /** What the workspace's files declare and mention. */
  readonly index: SourceIndex;
  private readonly parser: () => Promise<ParseGo>;
  private readonly limits: ReadingLimits;
  private readonly cache = new AnswerCache();
  private readonly libraries: LibraryAnswerer;
  private readonly retained: RetainedAnswerer;
  private readonly across: HoldersAcross;
  private reading: { readonly fingerprint: string; readonly of: PackageReading } | null = null;
  private release: NodeJS.Timeout | null = null;

  constructor(disk: SourceFolder, parser: () => Promise<ParseGo>, limits: ReadingLimits = usualLimits) {
    this.index = new SourceIndex(disk);
    const files = new LibraryFiles(disk, this.index, parser);
    this.libraries = new LibraryAnswerer(files, this.index);
    this.retained = new RetainedAnswerer(files, this.index);
    this.across = new HoldersAcross(new ModulePackages(disk), this.index, parser);
    this.parser = parser;
    this.limits = limits;
  }

  /** One reply a request, in order. */
  async answer(requests: readonly SourceRequest[]): Promise<readonly SourceReply[]> {
    const replies = new Map<SourceRequest, SourceReply>();
    for (const request of requests)
      if (request.about === 'library') replies.set(request, await this.libraries.explain(request.question));
      else if (request.about === 'retained') replies.set(request, await this.retained.explain(request.question));
    const ofLines = requests.filter((request) => request.about !== 'library' && request.about !== 'retained');
    for (const [directory, asked] of groupedBy(ofLines, ({ question }) => directoryOf(question.path))) {
      const { files, complete } = await this.index.folder(directory);
      for (const some of groupedBy(asked, ({ question }) => packageKey(files, question.path)).values()) {
        const of = packageOf(files, complete, some[0]?.question.path ?? '');
        for (const [request, reply] of of === null ? [] : await this.answerIn(of, some)) replies.set(request, reply);
      }
    }
    return requests.map((request) => replies.get(request) ?? null);
  }

  /** Files came, went or changed. */
  forget(path?: string): void {
    this.index.forget(path);
    this.libraries.forget();
    this.across.forget();
    if (path === undefined) this.releaseTrees();
  }

  private releaseTrees(): void {
    this.reading = null;
    if (this.release !== null) clearTimeout(this.release);
    this.release = null;
  }

  private keepTrees(reading: NonNullable<typeof this.reading>): PackageReading {
    this.releaseTrees();
    this.reading = reading;
    this.release = setTimeout(() => this.releaseTrees(), keptTreesMillis);
    // A program that has ended otherwise does not wait for it.
    this.release.unref();
    return reading.of;
  }

  private async answerIn(of: Package, requests: readonly LineRequest[]): Promise<Map<SourceRequest, SourceReply>> {
    const answers = new Map<LineRequest, PackageAnswer>();
    const open: LineRequest[] = [];
    for (const request of requests) {
      const known = this.cache.find(request, of.fingerprint);
      if (known === undefined) open.push(request);
      else answers.set(request, known);
    }
    if (open.length > 0) {
      const parse = await this.parser();
      for (const [request, answer] of this.read(of, open, parse)) {
        this.cache.keep(request, of.fingerprint, answer);
        answers.set(request, answer);
      }
    }
    const replies = new Map<SourceRequest, SourceReply>();
    for (const [request, answer] of answers) replies.set(request, await this.completed(of, request, answer));
    return replies;
  }

  /** What keeps an allocation may lie in another package of the module. */
  private async completed(of: Package, request: LineRequest, { reply, goesTo }: PackageAnswer): Promise<SourceReply> {
    if (request.about !== 'allocation' || reply === null || goesTo === null || isTest(request.question.path))
      return reply;
    const holders = await this.across.holders(request.question, { ...of, goesTo });
    return holders === null || holders.length === 0 ? reply : { ...(reply as AllocationFacts), holders };
  }

  private read(of: Package, open: readonly LineRequest[], parse: ParseGo): Map<LineRequest, PackageAnswer> {
    const replies = new Map<LineRequest, PackageAnswer>();
    const lines = open.filter((request) => request.about === 'lines');
    for (const [path, some] of groupedBy(lines, ({ question }) => question.path)) {
      const file = of.files.find((each) => each.path === path);
      const parsed = file === undefined ? undefined : headsOf(file, this.index.names, parse);
      for (const request of some)
        replies.set(request, {
          reply: parsed === undefined ? null : functionLines(parsed, request.question.function),
          goesTo: null,
        });
    }
    const rest = open.filter((request) => request.about !== 'lines');
    if (rest.length > 0)
      for (const [request, reply] of this.readingOf(of, parse).answer(rest)) replies.set(request, reply);
    return replies;
  }

  private readingOf({ name, files, complete, fingerprint }: Package, parse: ParseGo): PackageReading {
    const { limits, reading } = this;
    if (reading?.fingerprint === fingerprint) return this.keepTrees(reading);
    const of = new PackageReading(files, { name, complete, names: this.index.names, parse, limits });
    return this.keepTrees({ fingerprint, of });
  }
}

/** A file without the bodies of its functions: enough to know where these are. */
function headsOf(file: IndexedFile, names: GoNames, parse: ParseGo) {
  const slice = new PackageSlice([file], names);
  slice.readHeads(file.path);
  return slice.parse(parse).files[0];
}

/** Files are of one package when they say so; tests are no part of it for those who are none. */
function packageKey(files: readonly IndexedFile[], path: string): string {
  return `${String(isTest(path))} ${files.find((file) => file.path === path)?.outline.packageName ?? ''}`;
}

function packageOf(files: readonly IndexedFile[], complete: boolean, path: string): Package | null {
  const asked = files.find((file) => file.path === path);
  if (asked === undefined) return null;
  const name = asked.outline.packageName;
  const own = files.filter(
    (file) => file.outline.packageName === name && (isTest(path) || !isTest(file.path) || file === asked),
  );
  return { name, files: own, complete, fingerprint: own.map((file) => `${file.path} ${file.stamp}`).join('\n') };
}

function isTest(path: string): boolean {
  return path.endsWith('_test.go');
}
