import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { repositoryFolder } from '../repositoryFolder.ts';

/**
 * The other way to read and write profile.proto: protobufjs' reflection over `profile.proto`, which shares nothing with
 * the decoder but the Reader. Field names are those of the schema in camel case; indices and ids stay raw.
 */
export type Int64 = number | bigint;

export interface PlainValueType {
  type?: Int64;
  unit?: Int64;
}

export interface PlainLabel {
  key?: Int64;
  str?: Int64;
  num?: Int64;
  numUnit?: Int64;
}

export interface PlainSample {
  locationId?: Int64[];
  value?: Int64[];
  label?: PlainLabel[];
}

export interface PlainMapping {
  id?: Int64;
  memoryStart?: Int64;
  memoryLimit?: Int64;
  fileOffset?: Int64;
  filename?: Int64;
  buildId?: Int64;
}

export interface PlainLine {
  functionId?: Int64;
  line?: Int64;
}

export interface PlainLocation {
  id?: Int64;
  mappingId?: Int64;
  address?: Int64;
  line?: PlainLine[];
}

export interface PlainFunction {
  id?: Int64;
  name?: Int64;
  systemName?: Int64;
  filename?: Int64;
  startLine?: Int64;
}

export interface PlainProfile {
  sampleType?: PlainValueType[];
  sample?: PlainSample[];
  mapping?: PlainMapping[];
  location?: PlainLocation[];
  function?: PlainFunction[];
  stringTable?: string[];
  dropFrames?: Int64;
  keepFrames?: Int64;
  timeNanos?: Int64;
  durationNanos?: Int64;
  periodType?: PlainValueType;
  period?: Int64;
  comment?: Int64[];
  defaultSampleType?: Int64;
  docUrl?: Int64;
}

export interface EncodingStyle {
  /** Repeated numbers as one packed field (the default), or each on its own. */
  readonly packed?: boolean;
}

const schema = readFileSync(join(repositoryFolder(), 'test/support/profiles/profile.proto'), 'utf8');
const packedProfile = profileType(schema);
const unpackedProfile = profileType(schema.replace(/(repeated u?int64 \w+ = \d+)/g, '$1 [packed = false]'));

export function encodeProfile(profile: PlainProfile, style: EncodingStyle = {}): Uint8Array {
  const type = style.packed === false ? unpackedProfile : packedProfile;
  return type.encode(type.fromObject(withoutBigInts(profile))).finish();
}

/** Reads a message with protobufjs alone. Every 64-bit number is a bigint, every absent field its default. */
export function readWithProtobufjs(message: Uint8Array): Required<PlainProfile> {
  const object = packedProfile.toObject(packedProfile.decode(message), { longs: String, defaults: true });
  return withBigInts(object) as Required<PlainProfile>;
}

/** One field of a message as it stands in the bytes. */
export interface WireField {
  readonly number: number;
  readonly wireType: number;
  readonly bytes: Uint8Array;
}

export function splitFields(message: Uint8Array): WireField[] {
  const reader = new protobuf.Reader(message);
  const fields: WireField[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.tag();
    reader.skipType(tag & 7);
    fields.push({ number: tag >>> 3, wireType: tag & 7, bytes: message.subarray(start, reader.pos) });
  }
  return fields;
}

export function joinFields(fields: readonly WireField[]): Uint8Array {
  return new Uint8Array(Buffer.concat(fields.map(({ bytes }) => bytes)));
}

function profileType(source: string): protobuf.Type {
  return protobuf.parse(source).root.lookupType('perftools.profiles.Profile');
}

function withoutBigInts(value: unknown): Record<string, unknown> {
  const text = JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
  return JSON.parse(text) as Record<string, unknown>;
}

function withBigInts(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => withBigInts(entry, key));
  if (typeof value === 'string') return key === 'stringTable' ? value : BigInt(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withBigInts(entry, name)]));
}
