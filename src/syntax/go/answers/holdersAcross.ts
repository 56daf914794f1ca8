import type { AllocationQuestion } from '../../../shared/model/go/goSource';
import type { Holder } from '../../../shared/model/holder';
import type { GoesTo } from '../holders/border';
import { isTold, type FoundHolders } from '../holders/findHolders';
import { directoryOf, type IndexedFile, type SourceIndex } from '../outline/sourceIndex';
import type { OtherPackage } from '../package/declarations';
import { GoPackage } from '../package/goPackage';
import type { GoFile } from '../tree/goNode';
import type { ParseGo } from '../tree/goParser';
import { holdersAt } from './explainAllocation';
import type { ModulePackages } from './modulePackages';
import { Neighbours, type Neighbour } from './neighbours';

/** Text that is read at a time, UTF-16 units, and over all rounds: work is bounded by text, so that an answer is the same on any machine. */
const maxCharacters = 800_000;
const maxCharactersOfRounds = 2_000_000;
const maxPackages = 24;
const maxRounds = 6;
/** A package that begins to call a function is seen after so long, where nobody says that files have changed. */
const keptMillis = 10 * 60_000;
const maxKept = 500;

/** The package asked about, and where the value goes on from there. */
interface Asked {
  readonly name: string;
  readonly files: readonly IndexedFile[];
  readonly complete: boolean;
  readonly fingerprint: string;
  readonly goesTo: GoesTo;
}

interface Kept {
  readonly fingerprint: string;
  readonly atMillis: number;
  readonly read: readonly Pick<Neighbour, 'folder' | 'version'>[];
  readonly holders: readonly Holder[] | null;
}

/** Follows what a line makes into the other packages of its module, as far as imports tell which they are. */
export class HoldersAcross {
  private readonly modules: ModulePackages;
  private readonly index: Pick<SourceIndex, 'folder' | 'names'>;
  private readonly parser: () => Promise<ParseGo>;
  private readonly kept = new Map<string, Kept>();

  constructor(modules: ModulePackages, index: Pick<SourceIndex, 'folder' | 'names'>, parser: () => Promise<ParseGo>) {
    this.modules = modules;
    this.index = index;
    this.parser = parser;
  }

  /** Null where the other packages are not read, or add nothing. */
  async holders(question: AllocationQuestion, asked: Asked): Promise<readonly Holder[] | null> {
    const key = `${question.path} ${String(question.line)}`;
    const known = this.kept.get(key);
    if (known !== undefined && (await this.isCurrent(known, asked))) return known.holders;
    const read: Neighbour[] = [];
    const holders = await this.find(question, asked, read);
    this.kept.delete(key);
    this.kept.set(key, { fingerprint: asked.fingerprint, atMillis: performance.now(), read, holders });
    for (const [oldest] of this.kept) {
      if (this.kept.size <= maxKept) break;
      this.kept.delete(oldest);
    }
    return holders;
  }

  forget(): void {
    this.kept.clear();
    this.modules.forget();
  }

  private async isCurrent({ fingerprint, atMillis, read }: Kept, asked: Asked): Promise<boolean> {
    if (fingerprint !== asked.fingerprint || performance.now() - atMillis > keptMillis) return false;
    for (const { folder, version } of read) if ((await this.index.folder(folder)).version !== version) return false;
    return true;
  }

  /** @param read gets the packages that the answer comes from */
  private async find(question: AllocationQuestion, asked: Asked, read: Neighbour[]): Promise<readonly Holder[] | null> {
    const module = await this.modules.of(question.path);
    const neighbours = new Neighbours(this.index, module);
    const own = module.importPathOf(directoryOf(question.path));
    if (own === null) return null;
    const isAsked = new Set(asked.files.map(({ path }) => path));
    const reading = new Reading(question, { ...asked, path: own }, await this.parser());
    let goesTo: GoesTo | null = asked.goesTo;
    let found: FoundHolders | null = null;
    for (let round = 1; goesTo !== null && round <= maxRounds; round += 1) {
      const open: readonly Neighbour[] = (await neighbours.of(goesTo)).filter(
        ({ path, files }) => !files.some((file) => isAsked.has(file.path)) && !read.some((each) => each.path === path),
      );
      if (open.length === 0) break;
      if (!reading.hasRoomFor(open)) return null;
      read.push(...open);
      found = reading.with(read);
      goesTo = found === null || isTold(found) ? null : found.border.goesTo();
    }
    return found?.holders ?? null;
  }
}

/** A package, read with more and more others. */
class Reading {
  private readonly question: AllocationQuestion;
  private readonly asked: Asked & { readonly path: string };
  private readonly parse: ParseGo;
  private readonly parsed = new Map<string, GoFile | null>();
  private characters: number;
  private charactersOfRounds = 0;
  private packages = 0;

  constructor(question: AllocationQuestion, asked: Reading['asked'], parse: ParseGo) {
    this.question = question;
    this.asked = asked;
    this.parse = parse;
    this.characters = lengthOf(asked.files);
  }

  hasRoomFor(more: readonly Neighbour[]): boolean {
    this.characters += more.reduce((sum, { files }) => sum + lengthOf(files), 0);
    this.charactersOfRounds += this.characters;
    this.packages += more.length;
    return (
      this.characters <= maxCharacters &&
      this.charactersOfRounds <= maxCharactersOfRounds &&
      this.packages <= maxPackages
    );
  }

  /** Null where the file asked about does not parse. */
  with(neighbours: readonly Neighbour[]): FoundHolders | null {
    const { name, path: ownPath, files, complete } = this.asked;
    const own = this.treesOf(files);
    const others = neighbours.map((each): OtherPackage => ({ path: each.path, files: this.treesOf(each.files) }));
    const file = own.find(({ path }) => path === this.question.path);
    if (file === undefined) return null;
    const isWhole = ![...this.parsed.values()].includes(null);
    return holdersAt(
      new GoPackage(own, { name, path: ownPath, complete: complete && isWhole, others }),
      file,
      this.question.line,
    );
  }

  private treesOf(files: readonly IndexedFile[]): readonly GoFile[] {
    return files.flatMap(({ path, text }) => {
      const file = this.parsed.has(path) ? (this.parsed.get(path) ?? null) : this.parse(path, text);
      this.parsed.set(path, file);
      return file ?? [];
    });
  }
}

function lengthOf(files: readonly IndexedFile[]): number {
  return files.reduce((sum, { text }) => sum + text.length, 0);
}
