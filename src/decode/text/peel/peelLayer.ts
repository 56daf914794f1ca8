import { ByteWriter } from '../byteWriter';
import { startsEscaped, writeEscaped } from './escapedLine';
import type { Layer } from './envelopeVote';
import { jsonTexts, writeJsonText, type JsonText } from './jsonLine';
import { isJournalField, longestPrefix, prefixOf } from './namedPrefix';
import { serviceFields } from './serviceFields';
import { textWithin } from './prefixTemplate';
import type { TextMarks } from '../textMarks';
import { htmlText } from './htmlText';
import { fromQuotedPrintable } from './quotedPrintable';
import { asBuffer, headOf, linesOf, utf8Of, type LineSpan } from '../textSpan';

/** Text of one service. */
export interface TextStream {
  readonly service: string;
  readonly bytes: Uint8Array;
}

/** Services that are told apart in one text. */
const maxServices = 256;

/** Takes one layer off every line that has it. Other lines stay where they stand: they end what stands above them. */
export function peelLayer(
  text: Uint8Array,
  layer: Layer,
  marks: TextMarks,
): { streams: TextStream[]; hasMore: boolean } {
  const whole = wholeText(text, layer);
  if (whole !== null) return { streams: [{ service: '', bytes: whole }], hasMore: false };
  const bytes = asBuffer(text);
  const streams = new Streams(bytes, marks);
  const peel = peelerOf(layer, bytes, streams);
  for (const line of linesOf(bytes)) peel(line);
  return streams;
}

/** What is taken off all of a text at once, whatever its lines are; null for any other. */
function wholeText(text: Uint8Array, { envelope }: Layer): Uint8Array | null {
  if (envelope.kind === 'html') return htmlText(text);
  return envelope.kind === 'quoted-printable' ? fromQuotedPrintable(text) : null;
}

type Peeler = (line: LineSpan) => void;

function peelerOf({ envelope, templates }: Layer, bytes: Buffer, streams: Streams): Peeler {
  switch (envelope.kind) {
    case 'docker-json':
    case 'go-test-json':
    case 'json':
      return jsonPeeler(envelope.detail, { bytes, streams, isWhole: envelope.kind === 'json' });
    case 'escapes':
      return (line) => {
        if (streams.hasMark(line) || startsEscaped(headOf(bytes, line, 20))) writeEscaped(streams.last, bytes, line);
        else streams.pass(line);
      };
    case 'headings':
      return (line) => {
        const head = headOf(bytes, line, longestPrefix);
        if (!templates.some(({ pattern }) => pattern.test(head))) streams.pass(line);
      };
    case 'prefix':
    case 'ending':
      return templatePeeler(templates, bytes, streams);
    default:
      return (line) => {
        const prefix = prefixOf(envelope.kind, headOf(bytes, line, longestPrefix));
        if (prefix === null && envelope.kind === 'journal-fields' && isJournalField(headOf(bytes, line, longestPrefix)))
          return;
        if (prefix === null) streams.pass(line);
        else
          streams.line(utf8Of(prefix.service), { start: line.start + prefix.length, end: line.end }, prefix.isPartial);
      };
  }
}

/** The template of the line before is tried first: lines of one service most often stand together. */
function templatePeeler(templates: Layer['templates'], bytes: Buffer, streams: Streams): Peeler {
  let [last] = templates;
  return (line) => {
    let text = last === undefined ? null : textWithin(bytes, line, last);
    for (let at = 0; text === null && at < templates.length; at += 1) {
      const other = templates[at];
      if (other === undefined || other === last) continue;
      text = textWithin(bytes, line, other);
      if (text !== null) last = other;
    }
    if (text === null || last === undefined) streams.pass(line);
    else streams.line(last.service, text);
  };
}

interface JsonParts {
  readonly bytes: Buffer;
  readonly streams: Streams;
  /** Whether each object is a message of its own, and not a piece of a stream with its own ends of lines. */
  readonly isWhole: boolean;
}

function jsonPeeler(field: string, { bytes, streams, isWhole }: JsonParts): Peeler {
  return (line) => {
    const names = new Map<string, string>();
    let found: JsonText | null = null;
    for (const text of jsonTexts(bytes, line.start, line.end)) {
      if (text.key === field) found ??= text;
      else if (serviceFields.includes(text.key))
        names.set(text.key, bytes.toString('utf8', text.start, Math.min(text.end, text.start + 100)));
    }
    if (found === null) {
      streams.pass(line);
      return;
    }
    const writer = streams.of(serviceFields.flatMap((name) => names.get(name) ?? []).join(' '), line);
    if (writer === null) return;
    if (isWhole && bytes.subarray(found.start, found.end).includes('\\n'))
      writer.append(Buffer.from(`${field}:\n`), 0, field.length + 2);
    writeJsonText(writer, bytes, found);
    if (isWhole) writer.closeLine();
  };
}

/** Where the text of each service goes. A service has no text before its first mark. */
class Streams {
  hasMore = false;
  last = new ByteWriter();
  private readonly writers = new Map<string, ByteWriter>();
  private readonly bytes: Buffer;
  private readonly marks: TextMarks;

  constructor(bytes: Buffer, marks: TextMarks) {
    this.bytes = bytes;
    this.marks = marks;
    this.writers.set('', this.last);
  }

  get streams(): TextStream[] {
    return [...this.writers].map(([service, writer]) => ({ service, bytes: writer.bytes() }));
  }

  hasMark({ start, end }: LineSpan): boolean {
    const text = this.bytes.subarray(start, end);
    return this.marks.words.some((word) => text.includes(word));
  }

  /** Null for a service that has nothing to say yet, or for one too many. */
  of(service: string, line: LineSpan): ByteWriter | null {
    const known = this.writers.get(service);
    if (known !== undefined) return (this.last = known);
    if (!this.hasMark(line)) return null;
    if (this.writers.size > maxServices) {
      this.hasMore = true;
      return null;
    }
    this.last = new ByteWriter();
    this.writers.set(service, this.last);
    return this.last;
  }

  line(service: string, span: LineSpan, isPartial = false): void {
    const writer = this.of(service, span);
    writer?.append(this.bytes, span.start, span.end);
    if (!isPartial) writer?.endLine();
  }

  /** A line that has not what is taken off. */
  pass({ start, end }: LineSpan): void {
    this.last.append(this.bytes, start, end);
    this.last.endLine();
  }
}
