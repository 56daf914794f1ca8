import type { WireReader } from './wireReader';

/** Field numbers of perftools.profiles.Profile (google/pprof proto/profile.proto). */
export const profileField = {
  sampleType: 1,
  sample: 2,
  mapping: 3,
  location: 4,
  function: 5,
  string: 6,
  dropFrames: 7,
  keepFrames: 8,
  timeNanos: 9,
  durationNanos: 10,
  periodType: 11,
  period: 12,
  comment: 13,
  defaultSampleType: 14,
  docUrl: 15,
} as const;

/** Far more than any writer has; a message of nothing but sample types would take many times its size. */
const maxSampleTypes = 1024;

/** Where the rows of one table of the message stand. */
export interface Extent {
  /** Field number in Profile. */
  readonly field: number;
  readonly what: string;
  rows: number;
  /** Bytes of all rows without their headers. */
  bytes: number;
  /** Offset of the first row's tag and of the end of the last row. Other fields may stand between. */
  start: number;
  end: number;
}

/** String table indices of a ValueType. */
export interface ValueTypeIndices {
  type: number;
  unit: number;
}

/**
 * What a first pass over the top level finds: how large every table is, and the fields of Profile itself. Fields come in
 * any order (Go writes the string table last), so nothing is resolved before this pass is over.
 */
export interface Outline {
  readonly samples: Extent;
  readonly mappings: Extent;
  readonly locations: Extent;
  readonly functions: Extent;
  readonly strings: Extent;
  readonly sampleTypes: ValueTypeIndices[];
  readonly comments: number[];
  periodType: ValueTypeIndices | null;
  period: number;
  timeNanos: bigint;
  durationNanos: bigint;
  dropFrames: number;
  keepFrames: number;
  defaultSampleType: number;
  docUrl: number;
}

export function readOutline(reader: WireReader): Outline {
  const outline = emptyOutline();
  const tables = [outline.samples, outline.mappings, outline.locations, outline.functions, outline.strings];
  reader.pos = 0;
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.tag();
    const field = tag >>> 3;
    const table = tables[field - profileField.sample];
    if (table === undefined) readProfileField(reader, tag, outline);
    else measure(reader, tag, table, start);
  }
  return outline;
}

/** Calls `visit` with every row of a table, standing at its first byte; the visitor must read it to its end. */
export function eachRow(reader: WireReader, extent: Extent, visit: (end: number, row: number) => void): void {
  let row = 0;
  reader.pos = extent.start;
  while (reader.pos < extent.end) {
    const tag = reader.tag();
    if (tag >>> 3 !== extent.field) {
      reader.skipField(tag);
      continue;
    }
    const end = reader.enter(tag, extent.what, extent.end);
    visit(end, row);
    reader.leave(end, extent.what);
    row += 1;
  }
}

function measure(reader: WireReader, tag: number, table: Extent, start: number): void {
  const end = reader.enter(tag, table.what, reader.len);
  if (table.rows === 0) table.start = start;
  table.rows += 1;
  table.bytes += end - reader.pos;
  table.end = end;
  reader.pos = end;
}

function readProfileField(reader: WireReader, tag: number, outline: Outline): void {
  switch (tag >>> 3) {
    case profileField.sampleType:
      if (outline.sampleTypes.length === maxSampleTypes)
        throw reader.fail(`expected at most ${maxSampleTypes} sample types`);
      outline.sampleTypes.push(readValueType(reader, tag, { type: 0, unit: 0 }));
      break;
    case profileField.periodType:
      outline.periodType = readValueType(reader, tag, outline.periodType ?? { type: 0, unit: 0 });
      break;
    case profileField.comment:
      readIndices(reader, tag, outline.comments);
      break;
    case profileField.timeNanos:
      if (outline.timeNanos !== 0n)
        throw reader.fail('expected one profile, found a second behind it: were files joined?');
      outline.timeNanos = reader.exactSigned(tag, 'time_nanos');
      break;
    case profileField.durationNanos:
      outline.durationNanos = reader.exactSigned(tag, 'duration_nanos');
      break;
    case profileField.period:
      outline.period = reader.signed(tag, 'period');
      break;
    default:
      readStringField(reader, tag, outline);
  }
}

function readStringField(reader: WireReader, tag: number, outline: Outline): void {
  switch (tag >>> 3) {
    case profileField.dropFrames:
      outline.dropFrames = reader.signed(tag, 'drop_frames');
      break;
    case profileField.keepFrames:
      outline.keepFrames = reader.signed(tag, 'keep_frames');
      break;
    case profileField.defaultSampleType:
      outline.defaultSampleType = reader.signed(tag, 'default_sample_type');
      break;
    case profileField.docUrl:
      outline.docUrl = reader.signed(tag, 'doc_url');
      break;
    default:
      reader.skipField(tag);
  }
}

function readValueType(reader: WireReader, tag: number, into: ValueTypeIndices): ValueTypeIndices {
  const end = reader.enter(tag, 'value type', reader.len);
  while (reader.pos < end) {
    const inner = reader.tag();
    if (inner >>> 3 === 1) into.type = reader.signed(inner, 'value type name');
    else if (inner >>> 3 === 2) into.unit = reader.signed(inner, 'value type unit');
    else reader.skipField(inner);
  }
  reader.leave(end, 'value type');
  return into;
}

/** A repeated index, packed or not. */
function readIndices(reader: WireReader, tag: number, into: number[]): void {
  if ((tag & 7) === 0) {
    into.push(reader.nextSigned());
    return;
  }
  const end = reader.enter(tag, 'comment', reader.len);
  while (reader.pos < end) into.push(reader.nextSigned());
  reader.leave(end, 'comment');
}

function emptyExtent(field: number, what: string): Extent {
  return { field, what, rows: 0, bytes: 0, start: 0, end: 0 };
}

function emptyOutline(): Outline {
  return {
    samples: emptyExtent(profileField.sample, 'sample'),
    mappings: emptyExtent(profileField.mapping, 'mapping'),
    locations: emptyExtent(profileField.location, 'location'),
    functions: emptyExtent(profileField.function, 'function'),
    strings: emptyExtent(profileField.string, 'string'),
    sampleTypes: [],
    comments: [],
    periodType: null,
    period: 0,
    timeNanos: 0n,
    durationNanos: 0n,
    dropFrames: 0,
    keepFrames: 0,
    defaultSampleType: 0,
    docUrl: 0,
  };
}
