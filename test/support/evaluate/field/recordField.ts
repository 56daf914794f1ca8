// Records a service of the field under load.
import { join } from 'node:path';
import type { BuiltField } from './buildField.ts';
import type { FieldTruth } from './fieldTruth.ts';
import type { Recording } from '../recorded/recording.ts';
import { recordProgram } from '../recorded/recordProgram.ts';
import { underLoad } from './surroundings.ts';

export interface FieldRecordingTask {
  readonly built: BuiltField;
  readonly environment: Readonly<Record<string, string>>;
  readonly seconds: number;
  /** Each service gets a folder of its own in it. */
  readonly recordings: string;
}

/** @throws Error when the service does not run, or does not answer */
export function recordField(truth: FieldTruth, task: FieldRecordingTask): Promise<Recording> {
  const { built, environment, seconds, recordings } = task;
  const program = { binary: join(built.programs, truth.name), folder: built.repository, environment };
  return recordProgram({ program, name: truth.name, seconds, recordings }, (url, work) =>
    underLoad(built, { truth, url }, work),
  );
}
