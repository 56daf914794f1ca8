// Records a program: whatever LeakLens might ask it, every two seconds, whatever LeakLens does.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { withProgram, type ProgramToRun, type RunningProgram } from '../runProgram.ts';
import { watchEverySeconds } from '../watchUrl.ts';
import {
  recordedQuestions,
  type RecordedAnswer,
  type RecordedMoment,
  type RecordedQuestion,
  type Recording,
} from './recording.ts';

/** Does the work while the program at the address has its load. */
export type Load = <Result>(url: string, work: () => Promise<Result>) => Promise<Result>;

export interface RecordingTask {
  readonly program: ProgramToRun;
  readonly name: string;
  readonly seconds: number;
  /** Each program gets a folder of its own in it. */
  readonly recordings: string;
}

/** Null where nothing is known of the process. */
function residentBytes(pid: number): number | null {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return null;
  }
}

const gzipMagic = 0x1f;

/** Null when the service does not know the page. */
async function keep(url: string, path: string): Promise<RecordedAnswer | null> {
  const begin = performance.now();
  const response = await fetch(url);
  const body = Buffer.from(await response.arrayBuffer());
  const elapsedMillis = performance.now() - begin;
  if (!response.ok) return null;
  writeFileSync(path, body[0] === gzipMagic ? body : gzipSync(body));
  return { file: path, elapsedMillis };
}

class Recorder {
  private readonly program: RunningProgram;
  private readonly folder: string;
  private readonly unknown = new Set<RecordedQuestion>();

  constructor(program: RunningProgram, folder: string) {
    this.program = program;
    this.folder = folder;
  }

  async moment(number: number): Promise<RecordedMoment> {
    const answers: Partial<Record<RecordedQuestion, RecordedAnswer>> = {};
    const atMillis = Date.now();
    for (const question of Object.keys(recordedQuestions) as RecordedQuestion[]) {
      if (this.unknown.has(question)) continue;
      const file = `${String(number).padStart(4, '0')}.${question}.gz`;
      const kept = await keep(this.program.url + recordedQuestions[question], join(this.folder, file));
      if (kept === null) this.unknown.add(question);
      else answers[question] = { ...kept, file };
    }
    return { atMillis, residentBytes: residentBytes(this.program.pid), answers };
  }
}

async function record(program: RunningProgram, folder: string, seconds: number): Promise<RecordedMoment[]> {
  const recorder = new Recorder(program, folder);
  const moments: RecordedMoment[] = [];
  const begin = Date.now();
  for (let number = 0; number * watchEverySeconds <= seconds; number++) {
    await delay(Math.max(0, begin + number * watchEverySeconds * 1000 - Date.now()));
    moments.push(await recorder.moment(number));
  }
  return moments;
}

/** @throws Error when the program does not run, or does not answer */
export async function recordProgram(
  { program, name, seconds, recordings }: RecordingTask,
  underLoad: Load = (_url, work) => work(),
): Promise<Recording> {
  const folder = join(recordings, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const moments = await withProgram(program, (running) =>
    underLoad(running.url, () => record(running, folder, seconds)),
  );
  const recording = { name, repository: program.folder, program: program.binary, moments };
  writeFileSync(join(folder, 'recording.json'), JSON.stringify(recording, null, 1));
  return recording;
}
