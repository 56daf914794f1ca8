import type { Envelope, Peeled } from '../../../shared/model/peeled';
import { findLayer, findMarks } from './envelopeVote';
import { nearMarks } from './nearMarks';
import { peelLayer, type TextStream } from './peelLayer';
import type { TextMarks } from '../textMarks';
import { asBuffer } from '../textSpan';
import { asUtf8 } from '../utf8Text';
import { readCsv } from './csvText';
import { jsonRecords } from './jsonDocument';
import { inOppositeOrder, isNewestFirst } from './newestFirst';
import { unwrapped } from './wrappedLines';
import { withPlainSpaces } from './plainSpaces';
import { withoutColours } from './withoutColours';

/** A text without what it was wrapped in, told apart by service. */
export interface PeeledText {
  readonly peeled: Peeled;
  /** At least one; those in which nothing was found are left out. */
  readonly streams: readonly TextStream[];
}

/** A message of a service in a message of a logger in a line of a container in a line of a terminal: more is nobody's. */
const maxLayers = 8;

/**
 * Takes off what stands around a text where logs are kept or shown. What is taken off is found by vote over what is looked for (`marks`),
 * so that a text which nothing stands around is answered as it is, and the answer says what was done to any other. Each layer is read once,
 * from the first line to the last.
 */
export function peelText(bytes: Uint8Array, marks: TextMarks): PeeledText {
  const utf8 = asUtf8(bytes);
  const plain = withPlainSpaces(utf8.bytes, nearMarks(utf8.bytes, marks));
  const peeling = new Peeling(marks, utf8.wasUtf16 ? [{ kind: 'utf-16', detail: '' }] : []);
  peeling.open({ service: '', bytes: plain });
  const { leaves, envelopes } = peeling;
  const streams = leaves.length > 0 ? leaves : [{ service: '', bytes: plain }];
  const services = streams.map(({ service }) => service);
  return { peeled: { envelopes, services, hasMoreServices: peeling.hasMore }, streams };
}

class Peeling {
  readonly leaves: TextStream[] = [];
  hasMore = false;
  private readonly marks: TextMarks;
  readonly envelopes: Envelope[];

  constructor(marks: TextMarks, envelopes: Envelope[]) {
    this.marks = marks;
    this.envelopes = envelopes;
  }

  /** A document as a whole, or a text of lines. */
  open(stream: TextStream): void {
    const table = readCsv(stream.bytes, this.marks);
    if (table !== null) {
      this.say({ kind: 'csv', detail: table.column });
      this.hasMore ||= table.hasMore;
      for (const one of table.streams) this.peel(one, 1);
      return;
    }
    const records = jsonRecords(stream.bytes, this.marks);
    this.peel(records === null ? stream : { ...stream, bytes: records }, 0);
  }

  private peel(coloured: TextStream, depth: number): void {
    const bytes = withoutColours(coloured.bytes, nearMarks(coloured.bytes, this.marks));
    if (bytes !== coloured.bytes) this.say({ kind: 'colours', detail: '' });
    const stream = { ...coloured, bytes };
    const layer = depth < maxLayers ? findLayer(bytes, this.marks) : null;
    if (layer === null) {
      this.keep(stream);
      return;
    }
    this.say(layer.envelope);
    const { streams, hasMore } = peelLayer(stream.bytes, layer, this.marks);
    this.hasMore ||= hasMore;
    const isFewer = streams.length > 1;
    for (const { service, bytes } of streams) {
      const name = [stream.service, isFewer || stream.service === '' ? service : ''].filter(Boolean).join(' ');
      this.peel({ service: name, bytes }, depth + 1);
    }
  }

  private keep({ service, bytes }: TextStream): void {
    if (!hasMarks(bytes, this.marks)) return;
    const whole = unwrapped(bytes, this.marks);
    if (whole !== null) this.say({ kind: 'wrapped', detail: String(whole.columns) });
    const lines = whole?.bytes ?? bytes;
    const isTurned = isNewestFirst(lines, this.marks);
    if (isTurned) this.say({ kind: 'newest-first', detail: '' });
    this.leaves.push({ service, bytes: isTurned ? inOppositeOrder(lines) : lines });
  }

  private say(envelope: Envelope): void {
    const isKnown = this.envelopes.some(
      ({ kind, detail }) =>
        kind === envelope.kind && (kind === 'prefix' || kind === 'ending' || detail === envelope.detail),
    );
    if (!isKnown) this.envelopes.push(envelope);
  }
}

function hasMarks(bytes: Uint8Array, marks: TextMarks): boolean {
  return findMarks(asBuffer(bytes), marks, 1).next().done !== true;
}
