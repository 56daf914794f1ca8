import type { GoFile, GoNode } from '../tree/goNode';
import type { ParseGo } from '../tree/goParser';
import type { GoNames } from '../outline/goNames';
import { mention, mentionedName, mentionKind, type GoPart } from '../outline/goOutline';
import type { Needs } from '../package/needs';
import type { IndexedFile } from '../outline/sourceIndex';
import { sliceText } from './sliceText';

/** How much of a declaration is read: all but a function's body, or all. */
export type Reach = 'head' | 'whole';

/** A declaration of the package. */
export interface SlicePart {
  readonly file: SliceFile;
  readonly part: GoPart;
  reach: Reach | null;
}

interface SliceFile {
  readonly source: IndexedFile;
  readonly parts: readonly SlicePart[];
  /** Parsed as far as it is wanted now; null when that has changed, undefined when it does not parse. */
  parsed: GoFile | null | undefined;
  isWanted: boolean;
}

/**
 * As much of a package as questions about it need: some functions with their bodies, and whatever these mention without
 * theirs. What is left out is blank in the text that is parsed, so that lines and columns stay.
 */
export class PackageSlice {
  /** Of all that is read, UTF-16 units. */
  characters = 0;
  private readonly files: readonly SliceFile[];
  private readonly names: GoNames;
  private readonly declared = new Map<number, SlicePart[]>();
  private readonly methods = new Map<number, SlicePart[]>();
  private readonly pulled = new Set<number>();

  constructor(files: readonly IndexedFile[], names: GoNames) {
    this.names = names;
    this.files = files.map((source) => {
      const parts: SlicePart[] = [];
      const file: SliceFile = { source, parts, parsed: null, isWanted: false };
      for (const part of source.outline.parts) parts.push({ file, part, reach: null });
      return file;
    });
    for (const { parts } of this.files) for (const each of parts) this.declare(each);
  }

  /** Reads everything. */
  readAll(): void {
    for (const file of this.files) for (const part of file.parts) this.read(part, 'whole');
  }

  /** Reads what a file declares, without the bodies of functions. */
  readHeads(path: string): void {
    for (const each of this.fileAt(path)?.parts ?? []) this.read(each, 'head');
  }

  /** Reads the declarations on a line with their bodies, and those that a symbol name of the runtime may mean without. */
  readAround(path: string, line: number, symbol: string): void {
    const file = this.fileAt(path);
    if (file === undefined) return;
    const { start, end } = lineSpan(file.source.text, line);
    const named = new Set(symbol.split(/[^\p{L}\p{Nd}_]+/u).map((word) => this.names.known(word)));
    for (const each of file.parts) {
      const isOn = each.part.start < end && start < each.part.end;
      if (isOn || !file.source.outline.sound) this.read(each, 'whole');
      else if (each.part.names.some((name) => named.has(name))) this.read(each, 'head');
    }
  }

  /**
   * The declarations that an answer depends on and that are not read. Those that close, delete or cancel something come first, then those
   * of the file asked about: should there be no room for all, what they say matters most.
   */
  unmet(needs: Needs, path: string): readonly SlicePart[] {
    const codes = this.codesOf(needs);
    const unread = this.files.flatMap(({ parts }) => parts.filter(({ reach }) => reach !== 'whole'));
    const functions = new Set([...needs.functions].map(placeOf));
    const missing = unread.filter(
      ({ file, part }) =>
        part.inside.some((code) => codes.has(code)) ||
        part.mentions.some((code) => codes.has(code)) ||
        functions.has(`${file.source.path} ${part.start}`),
    );
    const enders = new Set(endingWords.map((word) => mention(this.names.of(word), 'plain')));
    const rank = ({ file, part }: SlicePart) =>
      (part.inside.some((code) => enders.has(code)) ? 0 : 2) + (file.source.path === path ? 0 : 1);
    return missing.toSorted((a, b) => rank(a) - rank(b));
  }

  /** What reading them whole adds, without what they mention. */
  lengthOf(parts: readonly SlicePart[]): number {
    return parts.reduce((sum, each) => sum + lengthOf(each, 'whole'), 0);
  }

  /** Reads declarations whole, in order, as long as there is room for them. */
  readMore(parts: readonly SlicePart[], room: number): void {
    let left = room;
    for (const each of parts) {
      left -= lengthOf(each, 'whole');
      if (left < 0) return;
      this.read(each, 'whole');
    }
  }

  /** The trees of what is read. @returns `whole` false when a file does not parse */
  parse(parse: ParseGo): { readonly files: readonly GoFile[]; readonly whole: boolean } {
    const wanted = this.files.filter(({ isWanted }) => isWanted);
    for (const file of wanted) if (file.parsed === null) file.parsed = parseFile(parse, file) ?? undefined;
    const files = wanted.flatMap(({ parsed }) => parsed ?? []);
    return { files, whole: files.length === wanted.length };
  }

  private fileAt(path: string): SliceFile | undefined {
    return this.files.find(({ source }) => source.path === path);
  }

  private declare(each: SlicePart): void {
    const index = each.part.kind === 'method' ? this.methods : this.declared;
    for (const name of each.part.names) {
      const known = index.get(name);
      if (known === undefined) index.set(name, [each]);
      else known.push(each);
    }
  }

  /** What is read mentions names; what the package declares by them is read, too, but for bodies. */
  private read(first: SlicePart, reach: Reach): void {
    const open: { readonly each: SlicePart; readonly reach: Reach }[] = [{ each: first, reach }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { each } = next;
      const goal = each.part.body === null ? 'whole' : next.reach;
      if (each.reach === 'whole' || each.reach === goal) continue;
      this.characters += lengthOf(each, goal);
      each.reach = goal;
      each.file.parsed = null;
      each.file.isWanted = true;
      for (const mentioned of this.newlyMentioned(each)) open.push({ each: mentioned, reach: 'head' });
    }
  }

  private newlyMentioned({ part, reach }: SlicePart): readonly SlicePart[] {
    const found: SlicePart[] = [];
    for (const codes of reach === 'whole' ? [part.mentions, part.inside] : [part.mentions])
      for (const code of codes) {
        const isMethod = mentionKind(code) === 'selected';
        const key = mentionedName(code) * 2 + Number(isMethod);
        if (this.pulled.has(key)) continue;
        this.pulled.add(key);
        found.push(...((isMethod ? this.methods : this.declared).get(mentionedName(code)) ?? []));
      }
    return found;
  }

  private codesOf(needs: Needs): ReadonlySet<number> {
    const codes = new Set<number>();
    for (const [name, kinds] of needs.names) {
      const number = this.names.known(name);
      if (number === null) continue;
      for (const kind of kinds) codes.add(mention(number, kind));
      if (kinds.has('literal'))
        for (const container of this.containersOf(number)) codes.add(mention(container, 'literal'));
    }
    return codes;
  }

  /** Types that may hold values of a type: literals of theirs need not name it (`Jobs{{c, 1}}`). */
  private containersOf(name: number): readonly number[] {
    const found = new Set<number>();
    const plain = mention(name, 'plain');
    for (const { parts } of this.files)
      for (const { part } of parts)
        if (part.kind === 'type' && part.mentions.includes(plain)) for (const each of part.names) found.add(each);
    return [...found];
  }
}

/** Built-in functions and usual names of functions that end what waits, and take out of what grows. */
const endingWords = ['close', 'delete', 'clear', 'cancel'];

function lengthOf({ part, reach }: SlicePart, goal: Reach): number {
  const body = part.body === null ? 0 : part.body.end - part.body.start;
  const whole = part.end - part.start;
  const before = reach === null ? 0 : reach === 'whole' ? whole : whole - body;
  return (goal === 'whole' ? whole : whole - body) - before;
}

/** A declaration is known by where it begins: the node's own beginning is that of its keyword. */
function placeOf({ file, start }: GoNode): string {
  return `${file.path} ${start}`;
}

function parseFile(parse: ParseGo, { source, parts }: SliceFile): GoFile | null {
  const { path, text, outline } = source;
  if (!outline.sound) return parse(path, text);
  const spans = parts.flatMap(({ part, reach }) => {
    const { start, end, body } = part;
    if (part.kind === 'package' || part.kind === 'import' || reach === 'whole') return [{ start, end }];
    if (reach === null) return [];
    return body === null
      ? [{ start, end }]
      : [
          { start, end: body.start },
          { start: body.end, end },
        ];
  });
  return parse(path, text, sliceText(text, spans));
}

/** Offsets of a 1-based line; beyond the text an empty span at its end. */
function lineSpan(text: string, line: number): { readonly start: number; readonly end: number } {
  let start = 0;
  for (let row = 1; row < line; row += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) return { start: text.length, end: text.length };
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return { start, end: end < 0 ? text.length : end + 1 };
}
