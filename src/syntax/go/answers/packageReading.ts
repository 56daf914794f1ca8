import type { SourceReply, SourceRequest } from '../../../shared/model/go/goSource';
import { explainAllocation } from './explainAllocation';
import { explainWait } from './explainWait';
import type { GoesTo } from '../holders/border';
import { GoPackage } from '../package/goPackage';
import type { ParseGo } from '../tree/goParser';
import type { GoNames } from '../outline/goNames';
import { PackageSlice, type SlicePart } from '../slices/packageSlice';
import type { IndexedFile } from '../outline/sourceIndex';

/** How much text is read, UTF-16 units. A million is some 30,000 lines and a second of work. */
export interface ReadingLimits {
  /** A package with no more than this is read whole. */
  readonly whole: number;
  /** Of a larger one, at most so much is read at a time. */
  readonly slice: number;
  /** What one question may add to that, for each step. */
  readonly step: number;
  /** What a question gets that cannot have all it needs, and what all such questions get together, beside the slice. */
  readonly cut: number;
  readonly cuts: number;
}

export const usualLimits: ReadingLimits = {
  whole: 1_000_000,
  slice: 1_000_000,
  step: 200_000,
  cut: 50_000,
  cuts: 400_000,
};

/** From a name to those who mention it, to the names there, and so on; few answers need more. */
const maxRounds = 5;

type Request = Extract<SourceRequest, { readonly about: 'wait' | 'allocation' }>;

export interface ReadingParts {
  readonly name: string;
  /** Every file of the package is among those given. */
  readonly complete: boolean;
  readonly names: GoNames;
  readonly parse: ParseGo;
  readonly limits: ReadingLimits;
}

interface Open {
  readonly request: Request;
  /** There is no room for all it needs. */
  isCut: boolean;
}

/** An answer from one package. */
export interface PackageAnswer {
  readonly reply: SourceReply;
  /** Where what an allocation makes goes on in other packages; null where that adds nothing. */
  readonly goesTo: GoesTo | null;
}

interface Attempt {
  readonly open: Open;
  readonly answer: PackageAnswer;
  /** What has to be read before the reply is that of the whole package. */
  readonly missing: readonly SlicePart[];
}

/**
 * Answers questions about one package, all of it read where it is small. Of a large one, the functions asked about are read, then
 * whoever mentions the names that the answers depend on, until nothing is missing. An answer that cannot have all it needs says only
 * what is there, and nothing of what is not.
 */
export class PackageReading {
  private readonly files: readonly IndexedFile[];
  private readonly parts: ReadingParts;
  private readonly isSmall: boolean;
  private slice: PackageSlice;
  private read: { readonly characters: number; readonly goPackage: GoPackage } | null = null;

  constructor(files: readonly IndexedFile[], parts: ReadingParts) {
    this.files = files;
    this.parts = parts;
    this.isSmall = files.reduce((sum, { text }) => sum + text.length, 0) <= parts.limits.whole;
    this.slice = new PackageSlice(files, parts.names);
  }

  answer(requests: readonly Request[]): Map<Request, PackageAnswer> {
    this.makeRoom();
    for (const { question } of requests) this.readAround(question);
    const replies = new Map<Request, PackageAnswer>();
    let open: readonly Open[] = requests.map((request) => ({ request, isCut: false }));
    for (let round = 1; open.length > 0; round += 1) {
      const attempts = this.attemptAll(open);
      for (const { open: each, answer, missing } of attempts)
        if (missing.length === 0 || each.isCut) replies.set(each.request, answer);
      const rest = attempts.filter(({ open: each }) => !replies.has(each.request));
      this.readMissing(rest, round);
      open = rest.map(({ open: each }) => each);
    }
    return replies;
  }

  /** What earlier questions needed leaves less room for those that come. */
  private makeRoom(): void {
    if (this.isSmall) this.slice.readAll();
    else if (this.slice.characters > this.parts.limits.slice / 2)
      this.slice = new PackageSlice(this.files, this.parts.names);
  }

  private readAround(question: Request['question']): void {
    this.slice.readAround(question.path, question.line, question.function);
    const spawn = 'spawn' in question ? question.spawn : null;
    if (spawn !== null) this.slice.readAround(spawn.path, spawn.line, '');
  }

  private readPackage(): GoPackage {
    const { characters } = this.slice;
    if (this.read?.characters !== characters) {
      const { files, whole } = this.slice.parse(this.parts.parse);
      const { name, complete } = this.parts;
      this.read = { characters, goPackage: new GoPackage(files, { name, complete: complete && whole }) };
    }
    return this.read.goPackage;
  }

  private attemptAll(open: readonly Open[]): readonly Attempt[] {
    const goPackage = this.readPackage();
    return open.map((each) => {
      const needs = goPackage.prepareAnswer(each.isCut);
      const answer = answerTo(goPackage, each.request);
      const missing = each.isCut ? [] : this.slice.unmet(needs, each.request.question.path);
      return { open: each, answer, missing };
    });
  }

  /** What is answered with little comes first, so that a question that needs half the package costs the others nothing. */
  private readMissing(attempts: readonly Attempt[], round: number): void {
    const { slice, step, cut, cuts } = this.parts.limits;
    const cheapFirst = attempts.toSorted((a, b) => this.slice.lengthOf(a.missing) - this.slice.lengthOf(b.missing));
    for (const { open, missing } of cheapFirst) {
      const length = this.slice.lengthOf(missing);
      open.isCut = round >= maxRounds || length > step || this.slice.characters + length > slice;
      if (!open.isCut) this.slice.readMore(missing, Infinity);
    }
    for (const { open, missing } of cheapFirst)
      if (open.isCut) this.slice.readMore(missing, Math.min(cut, slice + cuts - this.slice.characters));
  }
}

/** Null also where the analysis fails: one line that is not understood must not cost the others their answers. */
function answerTo(goPackage: GoPackage, request: Request): PackageAnswer {
  const file = goPackage.files.find(({ path }) => path === request.question.path);
  if (file === undefined) return noAnswer;
  try {
    if (request.about === 'wait') return { reply: explainWait(goPackage, file, request.question), goesTo: null };
    const explained = explainAllocation(goPackage, file, request.question);
    return explained === null ? noAnswer : { reply: explained.facts, goesTo: explained.goesTo };
  } catch {
    return noAnswer;
  }
}

const noAnswer: PackageAnswer = { reply: null, goesTo: null };
