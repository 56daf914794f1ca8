import { toAmount, type Amount } from '../../shared/model/report/amount';
import type { Profile } from '../../shared/model/profile';
import type { LabelValue, ReportScope, StackFrame, StackSample, StacksReport } from '../../shared/model/report/report';
import { cleanPath } from './cleanPath';
import { dropFrames } from './filters/dropFrames';
import { nameless } from './nodeTable';
import { refineSamples } from './filters/refineSamples';
import { reportHead } from './reportParts';
import { compareTexts } from './compareTexts';
import { binaryOf, firstLineOf, isKept, stackStartOf, type StackView } from './samples/stackView';
import { exactValue } from './samples/weights';

/** Every sample with its whole stack and labels: `go tool pprof -traces`. A base is not subtracted. */
export function stacksReport(profile: Profile, scope: ReportScope): StacksReport {
  const view = refineSamples(dropFrames(profile, profile), scope);
  const head = reportHead(profile, { ...scope, base: null });
  return { ...head, sampleTypes: profile.sampleTypes, samples: { [Symbol.iterator]: () => samplesOf(view) } };
}

function* samplesOf(view: StackView): Generator<StackSample> {
  const { profile } = view;
  const frames = new FrameCache(view);
  for (let sample = 0; sample < profile.samples.count; sample += 1) {
    const start = stackStartOf(view, sample);
    const end = profile.samples.stackOffsets[sample + 1] ?? 0;
    if (start >= end || !isKept(view, sample)) continue;
    const locations = profile.samples.stackLocations.subarray(start, end);
    const stack = [...locations].flatMap((location) => frames.of(location));
    yield { values: sampleValues(profile, sample), labels: sampleLabels(profile, sample), stack };
  }
}

function printed(key: string): string {
  return key.padStart(10);
}

function sampleValues(profile: Profile, sample: number): Amount[] {
  return profile.sampleTypes.map((_, type) => toAmount(exactValue(profile, sample, type)));
}

/** One key may have several values. In pprof's order: text before numbers, by key as it stands right-aligned. */
function sampleLabels(profile: Profile, sample: number): StackSample['labels'] {
  const { samples, strings } = profile;
  const { labels } = samples;
  const open = new Map<string, { key: string; values: LabelValue[]; unit: string; isText: boolean }>();
  const end = samples.labelOffsets[sample + 1] ?? 0;
  for (let at = samples.labelOffsets[sample] ?? 0; at < end; at += 1) {
    const key = strings.at(labels.keys[at] ?? 0);
    const text = labels.strings[at] ?? 0;
    const isText = text !== 0;
    const label = open.get(`${isText ? 't' : 'n'}${key}`) ?? { key, values: [], unit: '', isText };
    label.values.push(isText ? strings.at(text) : (labels.numbers[at] ?? 0));
    if (label.unit === '') label.unit = strings.at(labels.units[at] ?? 0);
    open.set(`${isText ? 't' : 'n'}${key}`, label);
  }
  return [...open.values()].sort(
    (a, b) => Number(b.isText) - Number(a.isText) || compareTexts(printed(a.key), printed(b.key)),
  );
}

/** Frames of each location, made once: a large profile has few locations and many frames. */
class FrameCache {
  private readonly view: StackView;
  private readonly known: (readonly StackFrame[] | undefined)[] = [];

  constructor(view: StackView) {
    this.view = view;
  }

  of(location: number): readonly StackFrame[] {
    return (this.known[location] ??= this.make(location));
  }

  private make(location: number): StackFrame[] {
    const { profile } = this.view;
    const { locations, functions, strings } = profile;
    const end = locations.lineOffsets[location + 1] ?? 0;
    const start = firstLineOf(this.view, location);
    const binary = binaryOf(profile, location);
    const address = `0x${(locations.addresses[location] ?? 0n).toString(16)}`;
    if (start >= end) return [{ function: nameless(binary), file: '', line: 0, inlined: false, address }];
    return Array.from({ length: end - start }, (_, at) => {
      const row = locations.lineFunctions[start + at] ?? 0;
      const file = strings.at(functions.files[row] ?? 0);
      const name = strings.at(functions.names[row] ?? 0);
      const line = locations.lineNumbers[start + at] ?? 0;
      return {
        function: name === '' && file === '' && line === 0 ? nameless(binary) : name,
        file: file === '' ? '' : cleanPath(file),
        line,
        inlined: start + at < end - 1,
        address: null,
      };
    });
  }
}
