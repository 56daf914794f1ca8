// What `npm run evaluate -- …` can be told.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface EvaluateOptions {
  /** Whose programs are watched. */
  readonly runtime: 'go' | 'beam';
  /** Nodes whose allocators keep who asked for a block (`+Muatags code`, OTP 27). */
  readonly muatags: boolean;
  readonly seconds: number;
  readonly atOnce: number;
  /** Field services at once: they have load, and are to be asked in time. */
  readonly fieldAtOnce: number;
  readonly only: RegExp;
  readonly experiment: boolean;
  readonly toolchain: string | null;
  readonly checkTruth: boolean;
  readonly cases: boolean;
  /** Folder for recordings of programs and services, which are recorded and not watched; null to watch. */
  readonly record: string | null;
  /** Folder with recordings of programs and services to be watched in place of running ones; null for running ones. */
  readonly replay: string | null;
}

const defaultSeconds = 60;
const checkSeconds = 15;

/** @throws Error for a flag that is unknown or has no sense */
export function readOptions(args: readonly string[]): EvaluateOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runtime: { type: 'string', default: 'go' },
      muatags: { type: 'boolean', default: false },
      seconds: { type: 'string' },
      parallel: { type: 'string', default: '10' },
      'field-parallel': { type: 'string', default: '5' },
      only: { type: 'string', default: '' },
      experiment: { type: 'boolean', default: false },
      toolchain: { type: 'string' },
      'check-truth': { type: 'boolean', default: false },
      'no-cases': { type: 'boolean', default: false },
      record: { type: 'string' },
      replay: { type: 'string' },
    },
  });
  const checks = values['check-truth'];
  return {
    runtime: runtime(values.runtime),
    muatags: values.muatags,
    seconds: whole('seconds', values.seconds ?? String(checks ? checkSeconds : defaultSeconds)),
    atOnce: whole('parallel', values.parallel),
    fieldAtOnce: whole('field-parallel', values['field-parallel']),
    only: new RegExp(values.only),
    experiment: values.experiment,
    toolchain: values.toolchain ?? null,
    checkTruth: checks,
    cases: !values['no-cases'],
    record: folder(values.record),
    replay: folder(values.replay),
  };
}

function runtime(name: string): EvaluateOptions['runtime'] {
  if (name === 'go' || name === 'beam') return name;
  throw new Error(`--runtime takes go or beam, not ${name}`);
}

function folder(path: string | undefined): string | null {
  return path === undefined ? null : resolve(path);
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1 on, not ${text}`);
  return value;
}

/** Whether the runtime can be asked for its own list of leaked goroutines. */
export function hasReferee({ experiment, toolchain }: EvaluateOptions): boolean {
  return experiment || (toolchain !== null && !/^go1\.(?:[0-9]|1\d|2[0-6])(?:\.|$)/.test(toolchain));
}
