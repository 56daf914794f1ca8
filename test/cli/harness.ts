// Runs the command line in this process, with all rooms real but the terminal.
import { join } from 'node:path';
import { analyser } from '../../src/analyse/analyser';
import { processReports } from '../../src/analyse/processReports';
import { profileReports } from '../../src/analyse/reports/profileReports';
import type { CliParts, Terminal } from '../../src/cli/cliParts';
import { runCli } from '../../src/cli/runCli';
import { createDecoder } from '../../src/decode/decoder';
import { createInputOpener } from '../../src/sources/inputOpener';
import { createPprofConnector } from '../../src/sources/pprofConnector';
import { beginCapture } from '../../src/store/captureFolder';
import { createSourceTree } from '../../src/store/sourceTree';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

export interface Surroundings {
  readonly errorIsTerminal?: boolean;
  readonly workingDirectory?: string;
  readonly goFolders?: readonly string[];
  readonly signal?: AbortSignal;
}

const parts: CliParts = {
  inputs: createInputOpener(),
  connector: createPprofConnector(),
  decoder: createDecoder(),
  reports: profileReports,
  processReports,
  analyser,
  sourceTree: createSourceTree(),
  beginCapture,
  version: '9.9.9',
};

export async function leaklens(argv: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const out: string[] = [];
  const error: string[] = [];
  const terminal: Terminal = {
    write(text) {
      out.push(text);
      return Promise.resolve();
    },
    writeError: (text) => error.push(text),
    errorIsTerminal: surroundings.errorIsTerminal ?? false,
    workingDirectory: surroundings.workingDirectory ?? '/',
    goFolders: surroundings.goFolders ?? [],
  };
  const status = await runCli(argv, parts, terminal, surroundings.signal ?? new AbortController().signal);
  return { status, out: out.join(''), error: error.join('') };
}

/** The JSON a command answers. Fails with what it wrote to standard error. */
export async function leaklensJson(argv: readonly string[], surroundings: Surroundings = {}): Promise<unknown> {
  const { status, out, error } = await leaklens([...argv, '--format', 'json'], surroundings);
  if (status !== 0) throw new Error(`status ${status}: ${error}`);
  return JSON.parse(out);
}

/** Path of a recorded file below test/fixtures. */
export function fixture(path: string): string {
  return join(import.meta.dirname, '..', 'fixtures', path);
}
