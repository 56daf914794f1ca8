import { gzipSync } from 'node:zlib';
import { mayBeLogged, type CorpusFile } from './corpus';
import { inEnvelopes } from './inEnvelopes';
import { tamperWithFields } from './mutateMessage';
import { mutateText } from './mutateText';
import type { Random } from './random';

/** Inputs grow by repetition and splices, but not for ever; most of them not far, since what a reader chokes on is seldom long. */
const maxBytes = 4 * 1024 * 1024;
const usualBytes = 64 * 1024;
const largeOneIn = 100;
const maxMutations = 5;

interface Surroundings {
  readonly random: Random;
  readonly corpus: readonly CorpusFile[];
  /** Bytes that the input may grow to. */
  readonly room: number;
}

type Mutation = (bytes: Uint8Array, surroundings: Surroundings) => Uint8Array;

const mutations: readonly Mutation[] = [
  flipBits,
  overwrite,
  truncate,
  insert,
  remove,
  repeat,
  splice,
  (bytes, { random }) => mutateText(bytes, random),
  (bytes, { random }) => mutateText(bytes, random),
  (bytes, { random }) => tamperWithFields(bytes, random),
  (bytes, { random }) => tamperWithFields(bytes, random),
];

/** A damaged copy of a file, of a text in half of the cases out of a log of some kind, and one of three packed again. */
export function mutate(
  { bytes: original, reading }: CorpusFile,
  random: Random,
  corpus: readonly CorpusFile[],
): Uint8Array {
  const room = random.oneIn(largeOneIn) ? maxBytes : usualBytes;
  let bytes = mayBeLogged(reading) && random.oneIn(2) ? inEnvelopes(original, random) : original;
  for (let left = 1 + random.skewed(maxMutations); left > 0; left -= 1) {
    bytes = random.pick(mutations)(bytes, { random, corpus, room }).subarray(0, room);
  }
  return random.oneIn(3) ? wrap(bytes, { random, corpus, room }) : bytes;
}

function flipBits(bytes: Uint8Array, { random }: Surroundings): Uint8Array {
  const copy = bytes.slice();
  for (let left = 1 + random.skewed(16); left > 0 && copy.length > 0; left -= 1) {
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  }
  return copy;
}

function overwrite(bytes: Uint8Array, { random }: Surroundings): Uint8Array {
  const copy = bytes.slice();
  const start = random.below(copy.length + 1);
  copy.set(randomBytes(random, Math.min(copy.length - start, 1 + random.skewed(64))), start);
  return copy;
}

function truncate(bytes: Uint8Array, { random }: Surroundings): Uint8Array {
  return bytes.slice(0, random.below(bytes.length + 1));
}

function insert(bytes: Uint8Array, { random }: Surroundings): Uint8Array {
  const at = random.below(bytes.length + 1);
  return joined(bytes.subarray(0, at), randomBytes(random, 1 + random.skewed(300)), bytes.subarray(at));
}

function remove(bytes: Uint8Array, { random }: Surroundings): Uint8Array {
  const at = random.below(bytes.length + 1);
  return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + random.skewed(bytes.length + 1)));
}

/** The same span many times: what takes little room and much work. */
function repeat(bytes: Uint8Array, { random, room }: Surroundings): Uint8Array {
  const start = random.below(bytes.length + 1);
  const span = bytes.subarray(start, start + 1 + random.skewed(random.oneIn(2) ? 40 : bytes.length));
  const times = Math.min(1 + random.skewed(20_000), Math.floor(room / Math.max(1, span.length)));
  const repeated = new Uint8Array(span.length * times);
  for (let time = 0; time < times; time += 1) repeated.set(span, time * span.length);
  return joined(bytes.subarray(0, start), repeated, bytes.subarray(start));
}

function splice(bytes: Uint8Array, { random, corpus }: Surroundings): Uint8Array {
  const other = random.pick(corpus).bytes;
  const from = random.below(other.length + 1);
  const part = other.subarray(from, from + random.skewed(other.length + 1));
  const at = random.below(bytes.length + 1);
  return joined(bytes.subarray(0, at), part, bytes.subarray(random.oneIn(2) ? at : at + part.length));
}

/** Packed once or in layers, in one member or several, whole or damaged. */
function wrap(bytes: Uint8Array, surroundings: Surroundings): Uint8Array {
  const { random } = surroundings;
  let packed: Uint8Array = gzipSync(bytes);
  if (random.oneIn(4)) {
    const at = random.below(bytes.length + 1);
    packed = joined(gzipSync(bytes.subarray(0, at)), gzipSync(bytes.subarray(at)));
  }
  while (random.oneIn(3)) packed = gzipSync(packed);
  if (random.oneIn(4)) packed = random.pick([flipBits, truncate, insert])(packed, surroundings);
  return packed;
}

function randomBytes(random: Random, length: number): Uint8Array {
  const limit = random.pick([256, 128, 16]);
  return Uint8Array.from({ length }, () => random.below(limit));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
