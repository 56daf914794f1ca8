import type { GoNames } from './goNames';
import { mention, type GoOutline, type GoPart } from './goOutline';
import { GoTokens } from './goTokens';

const partKinds: Readonly<Record<string, GoPart['kind']>> = {
  package: 'package',
  import: 'import',
  func: 'function',
  type: 'type',
  var: 'variable',
  const: 'constant',
};

const keywords: ReadonlySet<string> = new Set(
  (
    'break case chan const continue default defer else fallthrough for func go goto if import interface map package range ' +
    'return select struct switch type var'
  ).split(' '),
);

/** Reads the outline of a Go text. Never fails: what is no Go has few parts. */
export function outlineOf(text: string, names: GoNames): GoOutline {
  return new OutlineReader(text, names).read();
}

class PartBuilder {
  readonly names: number[] = [];
  readonly mentions = new Set<number>();
  readonly inside = new Set<number>();
  bodyStart = -1;
  bodyEnd = -1;
  /** The keyword was followed by a parenthesis: of a group, or of a method's receiver. */
  inGroup = false;
  isMethod = false;
  /** The next name at this depth is one that the part declares. */
  declares = true;
  readonly kind: GoPart['kind'];
  readonly start: number;

  constructor(kind: GoPart['kind'], start: number) {
    this.kind = kind;
    this.start = start;
  }

  finish(end: number): GoPart {
    const hasBody = this.bodyStart >= 0 && this.bodyEnd >= this.bodyStart;
    return {
      kind: this.isMethod ? 'method' : this.kind,
      names: this.names,
      start: this.start,
      end,
      body: hasBody ? { start: this.bodyStart, end: this.bodyEnd } : null,
      mentions: Int32Array.from(this.mentions),
      inside: Int32Array.from(this.inside),
    };
  }
}

class OutlineReader {
  private readonly tokens: GoTokens;
  private readonly names: GoNames;
  private readonly parts: GoPart[] = [];
  private readonly imports: string[] = [];
  private packageName = '';
  private part: PartBuilder | null = null;
  private depth = 0;
  /** Whether every closing bracket had one to close. */
  private isSound = true;
  /** The token before: a keyword or another name, or a mark; empty for a literal. */
  private before = '';
  private beforeName = -1;
  private beforeEnd = 0;
  /** The names before the square brackets that are open. */
  private readonly indexed: number[] = [];

  constructor(text: string, names: GoNames) {
    this.tokens = new GoTokens(text);
    this.names = names;
  }

  read(): GoOutline {
    const { tokens } = this;
    while (tokens.next()) {
      const { kind, start, end } = tokens;
      const isName = kind === 'name';
      const word = kind === 'literal' ? '' : tokens.text.slice(start, end);
      if (isName && this.beginsPart(word)) this.begin(word);
      else if (isName) this.name(word);
      else if (kind === 'literal') this.literal();
      else this.mark(word);
      this.before = word;
      this.beforeEnd = end;
    }
    this.close();
    const { packageName, imports, parts } = this;
    return { packageName, imports, parts, sound: this.isSound && this.depth === 0 };
  }

  /** A keyword at package level that begins a statement: after `var f =`, `func` begins a value. */
  private beginsPart(word: string): boolean {
    if (this.depth > 0 || partKinds[word] === undefined) return false;
    if (this.before === ';') return true;
    return this.tokens.onNewLine && /^$|[\p{L}\p{Nd}_)\]}]$/u.test(this.before);
  }

  private begin(keyword: string): void {
    this.close();
    this.part = new PartBuilder(partKinds[keyword] ?? 'variable', this.tokens.start);
    this.beforeName = -1;
  }

  private close(): void {
    if (this.part !== null) this.parts.push(this.part.finish(this.beforeEnd));
    this.part = null;
  }

  private name(word: string): void {
    const { part } = this;
    this.beforeName = -1;
    if (part === null || keywords.has(word)) return;
    if (part.kind === 'package') this.packageName ||= word;
    const number = this.names.of(word);
    if (this.isDeclared(part)) part.names.push(number);
    this.note(mention(number, this.before === '.' ? 'selected' : 'plain'));
    this.beforeName = number;
  }

  /** `func Name`, `func (r T) Name`, `type Name`, `var a, b`, and the same on each line of a group. */
  private isDeclared(part: PartBuilder): boolean {
    if (this.depth !== (part.inGroup && part.kind !== 'function' ? 1 : 0)) return false;
    if (part.kind === 'function') return part.names.length === 0 && /^(func|\))$/.test(this.before);
    if (this.before === ',') return part.declares;
    const isFirst = partKinds[this.before] !== undefined || this.before === '(' || this.before === ';';
    part.declares = isFirst || (part.inGroup && this.tokens.onNewLine);
    return part.declares;
  }

  private literal(): void {
    this.beforeName = -1;
    if (this.part?.kind === 'import')
      this.imports.push(this.tokens.text.slice(this.tokens.start + 1, this.tokens.end - 1));
  }

  private mark(word: string): void {
    const { part } = this;
    const name = this.beforeName;
    this.beforeName = -1;
    if (part === null) return;
    switch (word) {
      case '(':
        if (this.beforeEnd - this.before.length === part.start) this.openGroup(part);
        this.depth += 1;
        break;
      case '[':
        this.indexed.push(name);
        this.depth += 1;
        break;
      case '{':
        this.brace(part, name);
        break;
      case ')':
      case ']':
      case '}':
        this.shut(part, word);
        break;
      case ':':
        if (name >= 0) this.note(mention(name, 'key'));
        break;
      case '=':
        // What follows in `var a = b, c` is no declaration.
        part.declares = false;
        break;
      default:
    }
  }

  private openGroup(part: PartBuilder): void {
    part.inGroup = true;
    part.isMethod = part.kind === 'function';
  }

  /** The first brace of a function at package level that belongs to no type of a result opens its body. */
  private brace(part: PartBuilder, name: number): void {
    const isType = this.before === 'struct' || this.before === 'interface';
    if (this.depth === 0 && part.kind === 'function' && part.bodyStart < 0 && !isType) part.bodyStart = this.tokens.end;
    else if (name >= 0) this.note(mention(name, 'literal'));
    this.depth += 1;
  }

  private shut(part: PartBuilder, word: string): void {
    this.depth -= 1;
    if (this.depth < 0) {
      this.depth = 0;
      this.isSound = false;
    }
    // `T[int]{…}` is a literal of T.
    if (word === ']') this.beforeName = this.indexed.pop() ?? -1;
    if (word === '}' && this.depth === 0 && part.bodyStart >= 0 && part.bodyEnd < 0) part.bodyEnd = this.tokens.start;
  }

  private note(code: number): void {
    const { part } = this;
    if (part === null) return;
    const isInside = part.bodyStart >= 0 && part.bodyEnd < 0;
    (isInside ? part.inside : part.mentions).add(code);
  }
}
