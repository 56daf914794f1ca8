import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { inflate } from '../../../src/decode/base/inflate';
import { LeakLensError } from '../../../src/shared/model/errors';
import type { Peeled } from '../../../src/shared/model/peeled';
import { checkOutputs } from './checkOutputs';
import { checkReading } from './checkReading';
import { readTerm } from '../../../src/decode/etf/readTerm';
import { readChallenge } from '../../../src/sources/erlang/handshakeMessages';
import { isOfNode, type Reading } from './corpus';

/** What a bomb may unpack to; far more than any input has. */
const maxInflatedBytes = 64 * 1024 * 1024;
const megabyte = 2 ** 20;

/** Processor time that an input may take, for each megabyte it unpacks to, and never less than for one. */
const millisPerMegabyte = 1000;

/** Memory that a reading may take, by what its input unpacks to, on top of what Node itself takes now and then. */
const memoryFactor = 20;
const noiseBytes = 32 * megabyte;

export interface Outcome {
  /** `read`, `peeled` where it was read out of a log, or the kind of the problem; else what is wrong. */
  readonly verdict: string;
  readonly failed: boolean;
  readonly cpuMillis: number;
}

/** Reads one input, judges what it took and what came of it, and shows it everywhere if it is to be shown. */
export async function runOne(reading: Reading, bytes: Uint8Array, isShown = true): Promise<Outcome> {
  const inflated = inflatedBytes(bytes);
  resetPeak();
  const before = { peak: peakBytes(), cpu: process.cpuUsage() };
  const verdict = read(reading, bytes);
  const { user, system } = process.cpuUsage(before.cpu);
  const cpuMillis = (user + system) / 1000;
  const grown = peakBytes() - before.peak;
  const showing = isShown ? shown(reading, bytes, verdict) : null;
  const failure = verdict.failure ?? excess(inflated, cpuMillis, grown) ?? (await showing);
  return { verdict: failure ?? (isPeeled(verdict) ? 'peeled' : verdict.kind), failed: failure !== null, cpuMillis };
}

function excess(inflated: number, cpuMillis: number, grownBytes: number): string | null {
  const allowedMillis = millisPerMegabyte * Math.max(1, inflated / megabyte);
  if (cpuMillis > allowedMillis) return `slow: ${Math.round(cpuMillis)} ms for ${inflated} bytes`;
  if (grownBytes > memoryFactor * inflated + noiseBytes) return `memory: ${grownBytes} bytes for ${inflated}`;
  return null;
}

interface Read {
  readonly kind: string;
  readonly failure: string | null;
  /** Undefined when it could not be read. */
  readonly result?: unknown;
}

function isPeeled({ result }: Read): boolean {
  const texts = (Array.isArray(result) ? result : [result]) as readonly (
    { readonly peeled?: Peeled } | undefined | null
  )[];
  return texts.some((text) => (text?.peeled?.envelopes.length ?? 0) > 0);
}

const decoder = createGoDecoder({ maxInflatedBytes });

function readAs(reading: Reading, bytes: Uint8Array): unknown {
  if (reading === 'term') return readTerm(bytes, 0, 'fuzzed').term;
  return reading === 'challenge' ? readChallenge(bytes, 'fuzzed') : decoder[reading](bytes, 'fuzzed');
}

function read(reading: Reading, bytes: Uint8Array): Read {
  try {
    const result = readAs(reading, bytes);
    checkReading(reading, result);
    return { kind: 'read', failure: null, result };
  } catch (error) {
    if (error instanceof LeakLensError) return { kind: error.problem.kind, failure: null };
    return { kind: '', failure: crash(error) };
  }
}

async function shown(reading: Reading, bytes: Uint8Array, { kind, result }: Read): Promise<string | null> {
  // Terms are shown nowhere as they are.
  if (kind !== 'read' || isOfNode(reading)) return null;
  try {
    const fault = await checkOutputs({ reading, bytes, result }, decoder);
    return fault === null ? null : `output: ${fault.slice(0, 400)}`;
  } catch (error) {
    return crash(error);
  }
}

function crash(error: unknown): string {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `crash: ${words.slice(0, 600)}`;
}

function inflatedBytes(bytes: Uint8Array): number {
  try {
    return inflate(bytes, 'fuzzed', maxInflatedBytes).length;
  } catch {
    return Math.max(bytes.length, megabyte);
  }
}

const statusFile = '/proc/self/status';

/** Lets Linux forget how much memory this process once had, so that one run is not hidden behind another. */
function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Elsewhere, and where it is not allowed, a run can hide behind a larger one before it.
  }
}

/** The most memory this process has had, since the last reset where that is possible. */
function peakBytes(): number {
  if (!existsSync(statusFile)) return process.resourceUsage().maxRSS * 1024;
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(statusFile, 'utf8'))?.[1]) * 1024;
}
