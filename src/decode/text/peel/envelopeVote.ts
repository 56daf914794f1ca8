import type { Envelope, EnvelopeKind } from '../../../shared/model/peeled';
import { hasEscapes, startsEscaped } from './escapedLine';
import { jsonTexts } from './jsonLine';
import { longestPrefix, namedPrefixes, prefixOf } from './namedPrefix';
import { isHtml } from './htmlText';
import { learnHeading, learnTemplate, type LineTemplate } from './prefixTemplate';
import { isQuotedPrintable } from './quotedPrintable';
import type { TextMarks } from '../textMarks';
import { asBuffer, headOf, lineAround, lineBefore, lineBehind, type LineSpan } from '../textSpan';

/** What is taken off next, and from which lines. */
export interface Layer {
  readonly envelope: Envelope;
  /** Only of `prefix`, `ending` and `headings`. */
  readonly templates: readonly LineTemplate[];
}

/** Marks that are looked at. Text that begins with as many plain ones is taken for plain. */
const voters = 256;

/** Lines behind a mark that may have its prefix: those of other services stand between them. */
const neighbours = 8;

/** The longest line of a mark in which what stands behind it is looked for. */
const longestMark = 2000;

/** Templates that are tried on each line. */
export const maxTemplates = 64;

/** Text behind a mark that is searched for characters as pages and mail write them. */
const shownBytes = 2000;

/** Text in front of a mark that is searched for the brace of an object. */
const longestFields = 64 * 1024;

/** What most marks of a text stand in, apart from those that stand in nothing; null where all do. */
export function findLayer(text: Uint8Array, marks: TextMarks): Layer | null {
  const bytes = asBuffer(text);
  const vote = new Vote(bytes, marks);
  for (const at of findMarks(bytes, marks)) vote.add(at);
  return vote.winner();
}

/** Positions at which marks begin, those of one word after those of another. */
export function* findMarks(bytes: Buffer, { words, reach, begin }: TextMarks, most = voters): Generator<number> {
  const behind = 500;
  let found = 0;
  for (const word of words) {
    // What has told enough is not searched to its end for another word.
    if (found >= most) return;
    for (let at = bytes.indexOf(word); at >= 0 && found < most; at = bytes.indexOf(word, at + word.length)) {
      const from = Math.max(0, at - reach - 1);
      const start = begin(bytes.toString('latin1', from, at + behind), at - from);
      if (start < 0) continue;
      found += 1;
      yield from + start;
    }
  }
}

class Vote {
  private readonly counts = new Map<string, { envelope: Envelope; count: number }>();
  private readonly templates = new Map<string, LineTemplate>();
  private readonly bytes: Buffer;
  private readonly marks: TextMarks;

  constructor(bytes: Buffer, marks: TextMarks) {
    this.bytes = bytes;
    this.marks = marks;
  }

  add(at: number): void {
    const line = lineAround(this.bytes, at);
    const shown = this.shownAs(at);
    if (shown !== null) {
      this.count(shown);
      return;
    }
    if (this.addHeading(line)) return;
    const field = this.fieldAt(line, at);
    if (field !== null && field.brace === line.start) this.count(field.envelope.kind, field.envelope.detail);
    else if (!this.addPrefix(line, field?.brace ?? at)) this.addEscapes(line, at);
  }

  winner(): Layer | null {
    const [first] = [...this.counts.values()].sort((a, b) => b.count - a.count);
    if (first === undefined) return null;
    const { envelope } = first;
    return {
      envelope,
      templates: ['prefix', 'ending', 'headings'].includes(envelope.kind) ? [...this.templates.values()] : [],
    };
  }

  /** How a page or a mail writes characters, seen in a mark or the stack behind it. */
  private shownAs(at: number): EnvelopeKind | null {
    const text = this.bytes.toString('latin1', at, at + shownBytes);
    if (isHtml(text)) return 'html';
    return this.marks.spansLines && isQuotedPrintable(text) ? 'quoted-printable' : null;
  }

  private count(kind: EnvelopeKind, detail = ''): void {
    const key = kind === 'prefix' || kind === 'ending' ? kind : `${kind} ${detail}`;
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { envelope: { kind, detail }, count: 1 });
    else known.count += 1;
  }

  /** The field of an object in whose text a mark stands, and where the object begins. */
  private fieldAt(line: LineSpan, at: number): { readonly brace: number; readonly envelope: Envelope } | null {
    if (at - line.start > longestFields) return null;
    const { bytes } = this;
    const opening = /\{[ \t]*"/.exec(bytes.toString('latin1', line.start, at));
    if (opening === null) return null;
    const brace = line.start + opening.index;
    for (const { key, start, end } of jsonTexts(bytes, brace, line.end)) {
      // Of an object that is written otherwise than JSON.
      if (start > at || key === '') return null;
      if (end > at)
        return {
          brace: blankBefore(bytes, line.start, brace) ? line.start : brace,
          envelope: this.envelopeOf(key, brace, line),
        };
    }
    return null;
  }

  private envelopeOf(key: string, brace: number, line: LineSpan): Envelope {
    const text = headOf(this.bytes, { start: brace, end: line.end }, longestFields);
    const tail = this.bytes.toString('latin1', Math.max(brace, line.end - 500), line.end);
    if (key === 'log' && /"stream"[ ]?:/.test(text + tail)) return { kind: 'docker-json', detail: key };
    if (key === 'Output' && /"Action"[ ]?:/.test(text)) return { kind: 'go-test-json', detail: key };
    return { kind: 'json', detail: key };
  }

  private addPrefix(line: LineSpan, at: number): boolean {
    if (blankBefore(this.bytes, line.start, at)) return this.addTemplate(line, at);
    const head = headOf(this.bytes, line, longestPrefix);
    for (const kind of namedPrefixes(head)) {
      const prefix = prefixOf(kind, head);
      if (prefix === null || prefix.length > at - line.start || !this.isShared(line, kind, prefix.service)) continue;
      this.count(kind);
      return true;
    }
    return this.addTemplate(line, at);
  }

  /** One line with all of a text in it has no neighbours; any other has some with the same prefix. */
  private isShared(line: LineSpan, kind: EnvelopeKind, service: string): boolean {
    if (!this.marks.spansLines || hasEscapes(this.tailOf(line))) return true;
    return this.headsBehind(line).some((head) => prefixOf(kind, head)?.service === service);
  }

  /** A line above the mark that comes again below it, where its own text should go on. */
  private addHeading(line: LineSpan): boolean {
    const { bytes, marks } = this;
    const [above, below] = [lineBefore(bytes, line), lineBehind(bytes, line)];
    if (marks.isWhole === undefined || above === null || below === null) return false;
    const next = headOf(bytes, below, longestPrefix).trim() === '' ? (lineBehind(bytes, below) ?? below) : below;
    const other = headOf(bytes, next, longestPrefix);
    if (marks.isWhole(other)) return false;
    const template = learnHeading(headOf(bytes, above, longestPrefix), other);
    if (template === null) return false;
    this.templates.set(template.pattern.source, template);
    this.count('headings');
    return true;
  }

  private addTemplate(line: LineSpan, at: number): boolean {
    const { bytes, marks } = this;
    if (!marks.spansLines || at - line.start > longestPrefix) return false;
    const length = marks.lengthOf?.(headOf(bytes, { start: at, end: line.end }, longestMark)) ?? -1;
    const ending =
      length < 0 ? '' : bytes.toString('latin1', at + length, Math.min(line.end, at + length + longestMark));
    const prefix = bytes.toString('latin1', line.start, at);
    const template = learnTemplate({ prefix, ending }, bytes, this.linesBehind(line));
    if (template === null) return false;
    if (this.templates.size <= maxTemplates)
      this.templates.set(`${template.pattern.source} ${template.ending?.source ?? ''}`, template);
    this.count(prefix.trim() === '' ? 'ending' : 'prefix', template.example);
    return true;
  }

  private addEscapes(line: LineSpan, at: number): void {
    const next = lineBehind(this.bytes, line);
    const second = next === null ? null : lineBehind(this.bytes, next);
    const isIndented = [next, second].some((span) => span !== null && startsEscaped(headOf(this.bytes, span, 20)));
    if (isIndented || hasEscapes(this.bytes.toString('latin1', at, Math.min(line.end, at + longestFields))))
      this.count('escapes');
  }

  private tailOf(line: LineSpan): string {
    return headOf(this.bytes, line, longestFields);
  }

  private headsBehind(line: LineSpan): string[] {
    return this.linesBehind(line).map((next) => headOf(this.bytes, next, longestPrefix));
  }

  private linesBehind(line: LineSpan): LineSpan[] {
    const lines: LineSpan[] = [];
    for (
      let next = lineBehind(this.bytes, line);
      next !== null && lines.length < neighbours;
      next = lineBehind(this.bytes, next)
    ) {
      lines.push(next);
    }
    return lines;
  }
}

function blankBefore(bytes: Buffer, start: number, at: number): boolean {
  return bytes.toString('latin1', start, Math.min(at, start + 1000)).trim() === '' && at - start < 1000;
}
