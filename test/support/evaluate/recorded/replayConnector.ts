// Stands in for src/sources/pprof/pprofConnector while a recording is watched: each question gets the answer of its moment.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';
import { LeakLensError } from '../../../../src/shared/model/errors';
import type {
  NeighbourAnswer,
  NeighbourPage,
  ProfileRequest,
  ProfileSource,
  SourceAnswer,
  SourceConnector,
} from '../../../../src/shared/ports/sources/profileSource';
import { readBuildInfo } from '../../../../src/sources/binary/readBuildInfo';
import { createTarget } from '../../../../src/sources/pprof/createTarget';
import { readRecording, type RecordedMoment, type RecordedQuestion, type Recording } from './recording';
import { systemClock } from './replayClock';

/** Many were recorded at once, by one process: how long they took says nothing of their price. */
const unpaced = 1;

class RecordedSource implements ProfileSource {
  readonly target;
  readonly runtime = 'go';
  private readonly folder: string;
  private readonly recording: Recording;

  constructor(url: string, folder: string) {
    this.target = createTarget(url);
    this.folder = folder;
    this.recording = readRecording(folder);
    systemClock.begin(this.recording.moments[0]?.atMillis ?? 0);
  }

  fetch(request: ProfileRequest): Promise<SourceAnswer> {
    const answer = this.answer(request);
    if (answer !== null) return Promise.resolve(answer);
    const subject = this.target.url + request;
    return Promise.reject(new LeakLensError({ kind: 'unknown-profile', subject, detail: 'not recorded', status: 404 }));
  }

  residentBytes(): Promise<number | null> {
    return Promise.resolve(this.moment().residentBytes);
  }

  buildInfo(): ReturnType<typeof readBuildInfo> {
    return readBuildInfo(this.recording.program);
  }

  neighbour(page: NeighbourPage): Promise<NeighbourAnswer> {
    const answer = this.answer(page);
    return Promise.resolve({ answer, elapsedMillis: unpaced });
  }

  dispose(): void {
    // Nothing is open.
  }

  /** The newest moment that is over. */
  private moment(): RecordedMoment {
    const now = systemClock.now();
    const [first] = this.recording.moments;
    if (first === undefined) throw new Error(`${this.folder}: no moment was recorded`);
    return this.recording.moments.findLast(({ atMillis }) => atMillis <= now) ?? first;
  }

  private answer(question: RecordedQuestion): SourceAnswer | null {
    const answer = this.moment().answers[question];
    if (answer === undefined) return null;
    const bytes = gunzipSync(readFileSync(join(this.folder, answer.file)));
    return { bytes, url: this.target.url + question, elapsedMillis: unpaced };
  }
}

export function createPprofConnector(): SourceConnector {
  return {
    connect: (url) => Promise.resolve(new RecordedSource(url, process.env['LEAKLENS_FIELD_RECORDING'] ?? '')),
  };
}
