// A service of the field as it answered over a minute, so that a rule can be tried on all of them within minutes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a recorder asks in every moment, and where. The leak detector is missing where the runtime has none. */
export const recordedQuestions = {
  heap: '/debug/pprof/heap',
  goroutine: '/debug/pprof/goroutine',
  'heap-text': '/debug/pprof/heap?debug=1',
  'goroutine-dump': '/debug/pprof/goroutine?debug=2',
  'goroutine-leak': '/debug/pprof/goroutineleak',
  variables: '/debug/vars',
  metrics: '/metrics',
} as const;

export type RecordedQuestion = keyof typeof recordedQuestions;

export interface RecordedAnswer {
  /** In the recording's folder; compressed as it came, or here. */
  readonly file: string;
  readonly elapsedMillis: number;
}

export interface RecordedMoment {
  /** ms since 1970. */
  readonly atMillis: number;
  readonly residentBytes: number | null;
  /** Without those that the service does not know. */
  readonly answers: Partial<Readonly<Record<RecordedQuestion, RecordedAnswer>>>;
}

export interface Recording {
  readonly name: string;
  /** The workspace that the service was built in. */
  readonly repository: string;
  /** The program, which tells of its build. */
  readonly program: string;
  readonly moments: readonly RecordedMoment[];
}

/** @throws Error when there is none */
export function readRecording(folder: string): Recording {
  return JSON.parse(readFileSync(join(folder, 'recording.json'), 'utf8')) as Recording;
}
