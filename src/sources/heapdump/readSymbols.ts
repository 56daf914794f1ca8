import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import type { DumpNames, ProgramSymbol, ProgramSymbols } from '../../shared/model/go/dumpHolders';
import { LeakLensError } from '../../shared/model/errors';
import { findProgram } from '../processes/findProgram';
import { runProgram } from '../processes/runProgram';

/** A program of a million symbols writes a tenth of it. */
const maxOutputBytes = 512 * 1024 * 1024;
/** Go builds its tools when they are first asked for (Go 1.25). */
const timeoutMillis = 120_000;

/**
 * The names of a program's variables and functions, as `go tool nm` tells them: of ELF, Mach-O and PE alike.
 * @returns why there are none, where there are none @throws LeakLensError `not-found`, `cancelled`
 */
export async function readSymbols(
  program: string,
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ProgramSymbols | DumpNames> {
  const path = resolve(program);
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) {
    throw new LeakLensError({ kind: 'not-found', subject: program, detail: 'there is no such program' });
  }
  const go = await findProgram('go', environment['PATH'] ?? '');
  if (go === null) return 'no-go';
  const { code, stdout, stopped } = await runProgram(go, ['tool', 'nm', '-n', '-size', path], {
    maxOutputBytes,
    timeoutMillis,
    signal,
    // No other Go is fetched for it.
    environment: { ...environment, GOTOOLCHAIN: 'local', GOFLAGS: '' },
  });
  if (stopped === 'cancelled') throw new LeakLensError({ kind: 'cancelled', subject: program, detail: 'cancelled' });
  const symbols = code === 0 ? symbolsIn(stdout) : null;
  return symbols === null || symbols.variables.length === 0 ? 'stripped' : symbols;
}

/** `  59c240     23154 D runtime.data`: address in hexadecimal, size, kind, name (cmd/nm/nm.go). */
const line = /^ *([0-9a-f]+) +(\d+) ([A-Za-z]) (.+)$/gm;

function symbolsIn(text: string): ProgramSymbols {
  const variables: ProgramSymbol[] = [];
  const functions: ProgramSymbol[] = [];
  for (const [, address = '', size = '', kind = '', name = ''] of text.matchAll(line)) {
    const symbol = { name, address: parseInt(address, 16), size: Number(size) };
    if (/[dDbB]/.test(kind)) variables.push(symbol);
    else if (/[tT]/.test(kind)) functions.push(symbol);
  }
  return { variables, functions };
}
