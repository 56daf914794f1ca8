import type { Envelope, Peeled } from '../../shared/model/peeled';
import { findLayer, findMarks } from './envelopeVote';
import { peelLayer, type TextStream } from './peelLayer';
import type { TextMarks } from './textMarks';
import { asBuffer } from './textSpan';
import { asUtf8 } from './utf8Text';

/** A text without what it was wrapped in, told apart by service. */
export interface PeeledText {
  readonly peeled: Peeled;
  /** At least one; those in which nothing was found are left out. */
  readonly streams: readonly TextStream[];
}

/** A message of a service in a message of a logger in a line of a container in a line of a terminal: more is nobody's. */
const maxLayers = 8;

const escape = '\x1b[';

/**
 * Takes off what stands around a text where logs are kept or shown. What is taken off is found by vote over what is looked for (`marks`),
 * so that a text which nothing stands around is answered as it is, and the answer says what was done to any other. Each layer is read once,
 * from the first line to the last.
 */
export function peelText(bytes: Uint8Array, marks: TextMarks): PeeledText {
  const utf8 = asUtf8(bytes);
  const envelopes: Envelope[] = utf8.wasUtf16 ? [{ kind: 'utf-16', detail: '' }] : [];
  const colourless = withoutColours(utf8.bytes);
  if (colourless !== utf8.bytes) envelopes.push({ kind: 'colours', detail: '' });
  const peeling = new Peeling(marks, envelopes);
  peeling.peel({ service: '', bytes: colourless }, 0);
  const streams = peeling.leaves.length > 0 ? peeling.leaves : [{ service: '', bytes: colourless }];
  const services = streams.map(({ service }) => service);
  return { peeled: { envelopes, services, hasMoreServices: peeling.hasMore }, streams };
}

class Peeling {
  readonly leaves: TextStream[] = [];
  hasMore = false;
  private readonly marks: TextMarks;
  private readonly envelopes: Envelope[];

  constructor(marks: TextMarks, envelopes: Envelope[]) {
    this.marks = marks;
    this.envelopes = envelopes;
  }

  peel(stream: TextStream, depth: number): void {
    const layer = depth < maxLayers ? findLayer(stream.bytes, this.marks) : null;
    if (layer === null) {
      if (hasMarks(stream.bytes, this.marks)) this.leaves.push(stream);
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

  private say(envelope: Envelope): void {
    const isKnown = this.envelopes.some(
      ({ kind, detail }) => kind === envelope.kind && (kind === 'prefix' || detail === envelope.detail),
    );
    if (!isKnown) this.envelopes.push(envelope);
  }
}

function hasMarks(bytes: Uint8Array, marks: TextMarks): boolean {
  return findMarks(asBuffer(bytes), marks, 1).next().done !== true;
}

/** The same array where there are none. */
function withoutColours(bytes: Uint8Array): Uint8Array {
  const buffer = asBuffer(bytes);
  let next = buffer.indexOf(escape);
  if (next < 0) return bytes;
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length;) {
    const stop = next < 0 ? bytes.length : next;
    kept.set(bytes.subarray(at, stop), length);
    length += stop - at;
    at = next < 0 ? bytes.length : behindColour(buffer, next);
    next = buffer.indexOf(escape, at);
  }
  return kept.subarray(0, length);
}

/** Behind the letter that ends a control sequence (ECMA-48, 5.4). */
function behindColour(bytes: Buffer, start: number): number {
  let at = start + escape.length;
  while (at < bytes.length && at - start < 32 && (bytes[at] ?? 0) < 0x40) at += 1;
  return Math.min(bytes.length, at + 1);
}
