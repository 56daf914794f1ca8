import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import { parseExpvar } from './expvar';
import { decodeText } from '../../base/textLines';
import { unreadable } from '../../base/unreadable';

/** Where runtime/pprof starts the statistics at the end of `heap?debug=1` and `allocs?debug=1`. */
const tailMark = '# runtime.MemStats';

/** Two rings of 256 numbers are most of it. */
const maxTailBytes = 64 * 1024;

const opening = '# ';
const equals = ' = ';

/** Values by Go's field names; a pair (`Stack = inuse / sys`) or ring is kept as written. */
type Fields = ReadonlyMap<string, string>;

/**
 * Reads runtime.MemStats from the tail of a heap profile in text form, or from expvar's `/debug/vars`. Fields are found by
 * name, since their set differs between Go versions.
 *
 * @throws LeakLensError `unreadable` when the statistics are missing or incomplete.
 */
export function readMemoryStatistics(text: Uint8Array, subject: string): MemoryStatistics {
  const fields = text.find((byte) => byte > 32) === openBrace ? expvarFields(text, subject) : tailFields(text, subject);
  return toStatistics(new FieldReader(fields, subject));
}

const openBrace = 0x7b;

/** The same of a page that a person has, without what an old runtime does not tell. @throws LeakLensError `unreadable` */
export function readKnownStatistics(text: Uint8Array, subject: string): Partial<MemoryStatistics> {
  const fields = text.find((byte) => byte > 32) === openBrace ? expvarFields(text, subject) : tailFields(text, subject);
  const known = Object.entries(toStatistics(new FieldReader(fields, subject)));
  return Object.fromEntries(known.filter(([name]) => fields.has(younger[name] ?? 'Sys')));
}

/** Fields that runtimes did not always print. */
const younger: Readonly<Record<string, string>> = {
  gcSys: 'GCSys',
  otherSys: 'OtherSys',
  lastGcMillis: 'LastGC',
  numForcedGc: 'NumForcedGC',
  gcCpuFraction: 'GCCPUFraction',
};

/** Whether a text ends with the statistics. */
export function hasStatisticsTail(text: Uint8Array): boolean {
  return Buffer.from(text.buffer, text.byteOffset, text.byteLength).lastIndexOf(tailMark) >= 0;
}

function tailFields(text: Uint8Array, subject: string): Fields {
  const buffer = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const start = buffer.lastIndexOf(tailMark);
  if (start < 0) {
    throw unreadable(subject, `expected "${tailMark}" near the end, as heap?debug=1 has it; found none`);
  }
  const tail = decodeText(text, start, Math.min(text.length, start + maxTailBytes));
  const fields = new Map<string, string>();
  for (const line of tail.split('\n')) {
    const at = line.indexOf(equals);
    if (at > 0 && line.startsWith(opening))
      fields.set(line.slice(opening.length, at), line.slice(at + equals.length).trim());
  }
  return fields;
}

function expvarFields(text: Uint8Array, subject: string): Fields {
  const { memoryStatistics, gcEndNanos } = parseExpvar(text, subject);
  return new Map([...memoryStatistics, ['PauseEnd', `[${gcEndNanos.join(' ')}]`]]);
}

class FieldReader {
  private readonly fields: Fields;
  private readonly subject: string;

  constructor(fields: Fields, subject: string) {
    this.fields = fields;
    this.subject = subject;
  }

  has(key: string): boolean {
    return this.fields.has(key);
  }

  number(key: string): number {
    return this.parse(key, this.fields.get(key));
  }

  /** `inuse / sys` of the text, two fields of their own in expvar. */
  pair(key: string, part: 'Inuse' | 'Sys'): number {
    const [inuse, sys] = this.fields.get(key)?.split(' / ') ?? [];
    return inuse === undefined ? this.number(key + part) : this.parse(key, part === 'Inuse' ? inuse : sys);
  }

  ring(key: string): bigint[] {
    const inside = /^\[([\d ]*)\]$/.exec(this.fields.get(key) ?? '')?.[1] ?? '';
    return inside.split(' ').filter(Boolean).map(BigInt);
  }

  private parse(key: string, value: string | undefined): number {
    const number = value === undefined || value === '' ? Number.NaN : Number(value);
    if (Number.isFinite(number)) return number;
    const found = value === undefined ? 'it is missing: is the end cut off?' : `found "${value.slice(0, 40)}"`;
    throw unreadable(this.subject, `expected a number for ${key} of runtime.MemStats; ${found}`);
  }
}

function toStatistics(fields: FieldReader): MemoryStatistics {
  return {
    totalAlloc: fields.number('TotalAlloc'),
    sys: fields.number('Sys'),
    mallocs: fields.number('Mallocs'),
    frees: fields.number('Frees'),
    heapAlloc: fields.number('HeapAlloc'),
    heapSys: fields.number('HeapSys'),
    heapIdle: fields.number('HeapIdle'),
    heapInuse: fields.number('HeapInuse'),
    heapReleased: fields.number('HeapReleased'),
    heapObjects: fields.number('HeapObjects'),
    stackInuse: fields.pair('Stack', 'Inuse'),
    stackSys: fields.pair('Stack', 'Sys'),
    mspanSys: fields.pair('MSpan', 'Sys'),
    mcacheSys: fields.pair('MCache', 'Sys'),
    buckHashSys: fields.number('BuckHashSys'),
    ...collections(fields),
    maxRss: fields.has('MaxRSS') ? fields.number('MaxRSS') : null,
  };
}

/** What concerns the collector. GCSys, OtherSys, LastGC, NumForcedGC, GCCPUFraction and PauseEnd are younger than the format. */
function collections(fields: FieldReader) {
  const nanosPerMilli = 1e6;
  return {
    gcSys: fields.has('GCSys') ? fields.number('GCSys') : 0,
    otherSys: fields.has('OtherSys') ? fields.number('OtherSys') : 0,
    nextGc: fields.number('NextGC'),
    lastGcMillis: fields.has('LastGC') ? fields.number('LastGC') / nanosPerMilli : 0,
    numGc: fields.number('NumGC'),
    numForcedGc: fields.has('NumForcedGC') ? fields.number('NumForcedGC') : 0,
    gcCpuFraction: fields.has('GCCPUFraction') ? fields.number('GCCPUFraction') : 0,
    gcEndNanos: fields.ring('PauseEnd'),
  };
}
