// Whether a program does what its source says it does: its own profiles are asked, and LeakLens is not.
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningProgram } from './runProgram.ts';
import type { LeakTruth, ProgramTruth } from './truth.ts';
import { isLine, lineText } from './truth.ts';

export interface CheckedLeak {
  readonly leak: LeakTruth;
  /** Goroutines, or bytes, at the two looks. */
  readonly first: number;
  readonly last: number;
  /** The states in which goroutines wait on the line. */
  readonly states: readonly string[];
  readonly grows: boolean;
}

interface Look {
  readonly goroutines: string;
  readonly heap: string;
  readonly rssBytes: number;
}

const fileLine = /^\t(.+?):(\d+)(?: \+0x[0-9a-f]+)?$|\t(\S[^\t]*):(\d+)$/;

function leadsTo(block: string, program: string, leak: LeakTruth): boolean {
  const at = leak.at;
  if (at === null) return false;
  return block.split('\n').some((line) => {
    const match = fileLine.exec(line);
    if (match === null) return false;
    return isLine(program, at, { file: match[1] ?? match[3] ?? '', line: Number(match[2] ?? match[4]) });
  });
}

function blockedAt(look: Look, program: string, leak: LeakTruth): string[] {
  const blocks = look.goroutines
    .split('\n\n')
    .filter((block) => leadsTo(block.split('\ncreated by')[0] ?? '', program, leak));
  return blocks.map((block) => /\[([^,\]]+)/.exec(block)?.[1] ?? '?');
}

/** Goroutines whose stacks end in a function that is as good as the line. */
function blockedIn(look: Look, functions: readonly string[]): string[] {
  const blocks = look.goroutines.split('\n\n');
  return blocks.filter((block) => functions.some((name) => block.includes(`\n${name}(`))).map(() => 'in a library');
}

/** Sums the records that lead to the line, scaled up as samples are. */
function bytesAt(look: Look, program: string, leak: LeakTruth): number {
  const rate = Number(/@ heap\/(\d+)/.exec(look.heap)?.[1] ?? 0) / 2;
  const records = look.heap.split(/\n(?=\d+: \d+ \[)/);
  return records
    .filter((record) => leadsTo(record, program, leak))
    .reduce((sum, record) => {
      const [, count = '0', bytes = '0'] = /^(\d+): (\d+) \[/.exec(record) ?? [];
      const average = Number(bytes) / Math.max(1, Number(count));
      return sum + (average > 0 ? Number(bytes) / (1 - Math.exp(-average / rate)) : 0);
    }, 0);
}

function statistic(look: Look, pattern: RegExp): number {
  return Number(pattern.exec(look.heap)?.[1] ?? 0);
}

async function lookAt(program: RunningProgram): Promise<Look> {
  const goroutines = await program.profileText('goroutine?debug=2');
  const heap = await program.profileText('heap?debug=1&gc=1');
  const status = readFileSync(`/proc/${program.pid}/status`, 'utf8');
  return { goroutines, heap, rssBytes: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024 };
}

function measure(truth: ProgramTruth, leak: LeakTruth, look: Look): { amount: number; states: readonly string[] } {
  switch (leak.kind) {
    case 'goroutine-leak': {
      const onLine = blockedAt(look, truth.name, leak);
      const states = onLine.length > 0 ? onLine : blockedIn(look, truth.otherFunctions);
      return { amount: states.length, states };
    }
    case 'heap-growth':
    case 'map-capacity':
      return { amount: bytesAt(look, truth.name, leak), states: [] };
    case 'stack-growth':
      return { amount: statistic(look, /# Stack = (\d+)/), states: [] };
    case 'native-growth':
      return { amount: look.rssBytes - statistic(look, /# Sys = (\d+)/), states: [] };
    default:
      throw new Error(`${leak.kind} is not of Go`);
  }
}

/** Looks twice at a program that has just started, and tells whether each of its leaks is on its line and grows. */
export async function checkTruth(
  truth: ProgramTruth,
  program: RunningProgram,
  seconds: number,
): Promise<CheckedLeak[]> {
  await delay(4_000);
  const first = await lookAt(program);
  await delay(Math.max(2, seconds - 4) * 1000);
  const last = await lookAt(program);
  return truth.leaks.map((leak) => {
    const [before, after] = [measure(truth, leak, first), measure(truth, leak, last)];
    const states = [...new Set(after.states)];
    return { leak, first: before.amount, last: after.amount, states, grows: after.amount > before.amount };
  });
}

/** One line for a person. */
export function checkedText(name: string, { leak, first, last, states, grows }: CheckedLeak): string {
  const number = (value: number): string => (value > 100_000 ? `${(value / 1e6).toFixed(1)} MB` : value.toFixed(0));
  const where = `${name}/${lineText(leak.at)}`.padEnd(34);
  return `${grows ? 'ok  ' : 'NOT '} ${where} ${leak.kind.padEnd(15)} ${number(first)} → ${number(last)}  ${states.join(', ')}`;
}
