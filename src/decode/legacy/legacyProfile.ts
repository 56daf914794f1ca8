import type { Mapping, Profile, ValueType } from '../../shared/model/profile';
import type { Int64 } from '../base/int64';
import type { FrameRules } from './frameRules';
import { LegacyLocations } from './locations/legacyLocations';
import type { LegacyLine } from './locations/legacyLocations';
import { LegacySamples } from './legacySamples';
import type { LegacyLabel } from './legacySamples';
import { LegacyStrings } from './locations/legacyStrings';

/** What the beginning of an older format says about the whole. */
export interface LegacyHead {
  readonly sampleTypes: readonly ValueType[];
  readonly periodType: ValueType | null;
  readonly period: Int64;
  readonly durationNanos?: bigint;
  readonly frames: FrameRules;
}

/** Builds the columns of a profile from an older format, row by row, as pprof would convert it. */
export class LegacyProfile {
  readonly locations: LegacyLocations;
  private readonly head: LegacyHead;
  private readonly strings = new LegacyStrings();
  private readonly samples: LegacySamples;
  private readonly notes: string[] = [];
  private readonly bytesKey: number;

  constructor(head: LegacyHead) {
    this.head = head;
    this.locations = new LegacyLocations(this.strings);
    this.samples = new LegacySamples(head.sampleTypes.length);
    this.bytesKey = this.strings.indexOf('bytes');
  }

  get sampleCount(): number {
    return this.samples.count;
  }

  /** `stack` has addresses, leaf first. */
  add(values: readonly Int64[], stack: readonly Int64[], labels: readonly LegacyLabel[] = []): void {
    this.samples.add(
      values,
      stack.map((address) => this.locations.rowOf(address)),
      labels,
    );
  }

  /** Counts the sample added last once more. */
  countLastAgain(): void {
    if (this.samples.count > 0) this.samples.addToLast(0, 1);
  }

  /** The label that heap profiles carry: the average size of the objects. */
  bytesLabel(number: Int64): LegacyLabel {
    return { key: this.bytesKey, text: 0, number };
  }

  textLabels(labels: Readonly<Record<string, string>>): LegacyLabel[] {
    return Object.entries(labels).map(([key, value]) => {
      return { key: this.strings.indexOf(key), text: this.strings.indexOf(value), number: 0 };
    });
  }

  symbolise(address: Int64, lines: readonly LegacyLine[]): void {
    this.locations.symbolise(address, lines);
  }

  /** Something a person should know about how whole this profile is; kept as a comment of it. */
  note(text: string): void {
    this.notes.push(text);
  }

  build(map: readonly Mapping[], keepAddresses = true): Profile {
    const { head, strings } = this;
    return {
      sampleTypes: head.sampleTypes,
      defaultSampleType: head.sampleTypes.length - 1,
      periodType: head.periodType,
      period: Number(head.period),
      timeNanos: 0n,
      durationNanos: head.durationNanos ?? 0n,
      samples: this.samples.columns(),
      ...this.locations.columns(map, keepAddresses),
      strings,
      comments: this.notes,
      docUrl: '',
      ...head.frames,
    };
  }
}
