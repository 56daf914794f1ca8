import { LeakLensError } from '../../shared/model/errors';
import type { LocationColumns, Profile, SampleColumns, StringTable, ValueType } from '../../shared/model/profile';
import { decodeLimits, defaultMaxInflatedBytes } from '../base/decodeLimits';
import { unreadable } from '../base/unreadable';
import { FunctionTable } from './functionColumns';
import { LocationTable } from './locationColumns';
import { readMappings } from './mappingTable';
import { readOutline } from './outline';
import type { Outline, ValueTypeIndices } from './outline';
import { readSamples } from './sampleColumns';
import { StringIndexReader, readStringTable } from './stringTable';
import { WireReader } from './wireReader';

/**
 * Decodes one uncompressed perftools.profiles.Profile message into columns. The message is walked once for its outline
 * and once for each table, in the order in which tables refer to each other, because its fields come in any order.
 *
 * Nothing of the message is retained.
 *
 * @throws LeakLensError `unreadable`, or `too-large` when the columns do not fit into memory.
 */
export function decodeProfile(
  message: Uint8Array,
  subject: string,
  limits = decodeLimits(defaultMaxInflatedBytes),
): Profile {
  if (message.length === 0) throw unreadable(subject, 'empty: expected a profile.proto message');
  const reader = new WireReader(message, subject, limits);
  try {
    return readProfile(reader);
  } catch (error) {
    if (error instanceof LeakLensError) throw error;
    throw damaged(error, reader, subject);
  }
}

function readProfile(reader: WireReader): Profile {
  const outline = readOutline(reader);
  return readTables(reader, outline, ({ valuesPerSample, locations, indices }) =>
    readSamples(reader, outline.samples, { valuesPerSample, locations: locations.rows, indices }),
  );
}

/** What samples refer to, once it is read. */
export interface ReadTables {
  readonly valuesPerSample: number;
  readonly locations: LocationTable;
  readonly strings: StringTable;
  readonly indices: StringIndexReader;
}

/** All of a message but its samples. @param samplesOf reads them, or has read them before */
export function readTables(
  reader: WireReader,
  outline: Outline,
  samplesOf: (tables: ReadTables) => SampleColumns,
): Profile {
  requireOutline(reader, outline);
  const strings = readStringTable(reader, outline.strings);
  const indices = new StringIndexReader(reader, strings.count);
  const functions = new FunctionTable(reader, outline.functions, indices);
  const { mappings, rows: mappingRows } = readMappings(reader, outline.mappings, indices, strings);
  const locations = new LocationTable(reader, outline.locations, functions, mappingRows);
  const samples = samplesOf({ valuesPerSample: outline.sampleTypes.length, locations, strings, indices });
  const columns = locations.columns();
  requireFrames(reader, samples, columns);
  return {
    ...readHeader(outline, indices, strings),
    samples,
    locations: columns,
    functions: functions.columns(),
    mappings,
    strings,
  };
}

/** Before anything is made of them. */
function requireOutline(reader: WireReader, outline: Outline): void {
  reader.require('strings', outline.strings.rows);
  reader.require('samples', outline.samples.rows);
  reader.require('sample values', outline.samples.rows * outline.sampleTypes.length);
  reader.require('locations', outline.locations.rows);
  reader.require('functions', outline.functions.rows);
  reader.require('mappings', outline.mappings.rows);
  reader.require('comments', outline.comments.length);
}

/** A location with many inlined calls, in many stacks, is many times what stands in the message. */
function requireFrames(reader: WireReader, samples: SampleColumns, { count, lineOffsets }: LocationColumns): void {
  const { stackOffsets, stackLocations } = samples;
  const mostLines = longestRow(lineOffsets, count);
  // Where even that is allowed, as nearly always, nothing has to be counted frame by frame.
  const isFew = reader.allows('frames', stackLocations.length * mostLines);
  if (isFew && reader.allows('frames of one stack', longestRow(stackOffsets, samples.count) * mostLines)) return;
  let all = 0;
  for (let sample = 0; sample < samples.count; sample += 1) {
    const before = all;
    const end = stackOffsets[sample + 1] ?? 0;
    for (let at = stackOffsets[sample] ?? 0; at < end; at += 1) {
      const location = stackLocations[at] ?? 0;
      all += (lineOffsets[location + 1] ?? 0) - (lineOffsets[location] ?? 0);
    }
    reader.require('frames of one stack', all - before);
  }
  reader.require('frames', all);
}

/** @param offsets `rows + 1` of them */
function longestRow(offsets: Uint32Array, rows: number): number {
  let longest = 0;
  for (let row = 0; row < rows; row += 1) longest = Math.max(longest, (offsets[row + 1] ?? 0) - (offsets[row] ?? 0));
  return longest;
}

type Header = Omit<Profile, 'samples' | 'locations' | 'functions' | 'mappings' | 'strings'>;

function readHeader(outline: Outline, indices: StringIndexReader, strings: StringTable): Header {
  const text = (index: number, what: string): string => strings.at(indices.check(index, what));
  const valueType = ({ type, unit }: ValueTypeIndices): ValueType => ({
    type: text(type, 'value type name'),
    unit: text(unit, 'value type unit'),
  });
  const sampleTypes = outline.sampleTypes.map(valueType);
  const preferred = text(outline.defaultSampleType, 'default_sample_type');
  return {
    sampleTypes,
    defaultSampleType: defaultSampleType(sampleTypes, preferred),
    periodType: outline.periodType === null ? null : valueType(outline.periodType),
    period: outline.period,
    timeNanos: outline.timeNanos,
    durationNanos: outline.durationNanos,
    comments: outline.comments.map((index) => text(index, 'comment')),
    docUrl: text(outline.docUrl, 'doc_url'),
    dropFrames: text(outline.dropFrames, 'drop_frames'),
    keepFrames: text(outline.keepFrames, 'keep_frames'),
  };
}

/** pprof's rule: the one of that name, else the last. */
function defaultSampleType(sampleTypes: readonly ValueType[], preferred: string): number {
  const named = preferred === '' ? -1 : sampleTypes.findIndex(({ type }) => type === preferred);
  return named >= 0 ? named : sampleTypes.length - 1;
}

/** protobufjs throws plain errors for damaged input; typed arrays throw a RangeError when memory is short. */
export function damaged(error: unknown, reader: WireReader, subject: string): LeakLensError {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && /allocation|array length/i.test(detail)) {
    return new LeakLensError({ kind: 'too-large', subject, detail: `does not fit into memory: ${detail}` }, error);
  }
  return unreadable(subject, `at byte ${reader.pos} of the message: ${detail}`, error);
}
