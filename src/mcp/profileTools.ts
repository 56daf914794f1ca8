import { looksLikeNode } from '../shared/base/addresses/beamAddress';
import { z } from 'zod';
import { processOrders, type NodeReports, type ProcessOrder } from '../shared/ports/runtime/nodeLooks';
import { AgentMistake } from './agentMistake';
import type { AgentParts } from './agentParts';
import type { Answers } from './answers';
import { readableSource, serviceIn } from './sources';
import { toolOf, type Tool, type ToolRun } from './tool';

const source = z
  .string()
  .min(1)
  .describe('a connected target, an address such as http://localhost:6060, or a file in the working directory');
const type = z
  .string()
  .regex(/^[a-z]{1,40}$/)
  .optional()
  .describe('of a service: heap (default), allocs, goroutine, block, mutex');
const sample = z
  .string()
  .regex(/^[\w ]{1,60}$/)
  .optional()
  .describe('sample type: inuse_space, inuse_objects, alloc_space, …');
const pattern = z.string().min(1).max(200).describe('regular expression on function names');
const limit = z.number().int().min(1).max(500).default(20);

/** Tools that read a profile, answered by the command line’s own reports. */
export function profileTools(parts: AgentParts & { readonly answers: Answers }): readonly Tool[] {
  return [
    toolOf(readTop(parts), parts),
    toolOf(readPeek(parts), parts),
    toolOf(readSourceCosts(parts), parts),
    toolOf(listGoroutines(parts), parts),
    toolOf(checkMemory(parts), parts),
    toolOf(listProcesses(parts), parts),
  ];
}

interface TopInput {
  source: string;
  by: string;
  limit: number;
  type?: string | undefined;
  sample?: string | undefined;
  base?: string | undefined;
  focus?: string | undefined;
}

const readTop = (parts: AgentParts) => ({
  name: 'read_top',
  title: 'Top of a profile',
  description:
    'What holds memory (or goroutines, allocations, waits) by function, line or file: flat and cumulative, as go tool pprof -top. With base the difference, for what grew. Costs the service one profile. A large number is no leak by itself: watch_target judges.',
  input: z.object({
    source,
    by: z.enum(['function', 'line', 'file']).default('line'),
    type,
    sample,
    base: z.string().min(1).optional().describe('what to subtract: another source'),
    focus: pattern.optional(),
    limit,
  }),
  readsOnly: true,
  asks: (input: TopInput) => serviceIn(input.source, parts) ?? serviceIn(input.base ?? '', parts),
  run: async (input: TopInput, run: ToolRun) => {
    const base = input.base === undefined ? [] : [`--base=${await readableSource(input.base, parts)}`];
    const focus = input.focus === undefined ? [] : [`--focus=${input.focus}`];
    const shape = [`--by=${input.by}`, `--limit=${String(input.limit)}`];
    return command(parts, ['top', ...shape, ...base, ...focus, ...profileOptions(input)], [input.source], run);
  },
});

interface PatternInput {
  source: string;
  function: string;
  type?: string | undefined;
  sample?: string | undefined;
}

const readPeek = (parts: AgentParts) => ({
  name: 'read_callers',
  title: 'Callers and callees',
  description:
    'Who calls the functions that match, and whom they call, with what flows through each: pprof’s peek. For a function of a library that read_top shows. Costs the service one profile.',
  input: z.object({ source, function: pattern, type, sample }),
  readsOnly: true,
  asks: (input: PatternInput) => serviceIn(input.source, parts),
  run: (input: PatternInput, run: ToolRun) =>
    command(parts, ['peek', ...profileOptions(input)], [input.source, input.function], run),
});

const readSourceCosts = (parts: AgentParts) => ({
  name: 'read_source_costs',
  title: 'Source with costs',
  description:
    'The source of the functions that match, each line with what it costs: pprof’s list. Costs the service one profile. Only where the source is in the working directory.',
  input: z.object({ source, function: pattern, type, sample }),
  readsOnly: true,
  asks: (input: PatternInput) => serviceIn(input.source, parts),
  run: (input: PatternInput, run: ToolRun) =>
    command(parts, ['list', ...profileOptions(input)], [input.source, input.function], run),
});

const listGoroutines = (parts: AgentParts) => ({
  name: 'list_goroutines',
  title: 'Goroutines by where they wait',
  description:
    'Goroutines grouped by the line on which they wait, with how many, how long, and the go statement that started them. Costs the service one goroutine profile with stacks, which stops it for as long as thousands of stacks take.',
  input: z.object({ source }),
  readsOnly: true,
  asks: (input: { source: string }) => serviceIn(input.source, parts),
  run: (input: { source: string }, run: ToolRun) => command(parts, ['goroutines'], [input.source], run),
});

const checkMemory = (parts: AgentParts) => ({
  name: 'check_memory',
  title: 'Where the memory of the process is',
  description:
    'Accounts for the memory of a process: live, garbage, idle, returned, stacks, runtime, and what the system sees; of a node (beam:NAME@HOST), by kind and by allocator, with counts against their limits. For “why is RSS larger than the heap”. Costs a service one heap profile in text, a node 3 ms.',
  input: z.object({ source }),
  readsOnly: true,
  asks: (input: { source: string }) => serviceIn(input.source, parts),
  run: async (input: { source: string }, run: ToolRun) => {
    const reports = reportsOf(input.source, parts);
    if (reports === null) return command(parts, ['memory'], [input.source], run);
    return asText(parts.nodeText.memory(await reports.memory(run.signal)));
  },
});

interface ProcessesInput {
  node: string;
  by: ProcessOrder;
  window_seconds?: number | undefined;
  limit: number;
}

const listProcesses = (parts: AgentParts) => ({
  name: 'list_processes',
  title: 'Processes of a node',
  description:
    'Processes of an Erlang or Elixir node with most of something, as recon:proc_count, or with window_seconds those in which it grew most, as recon:proc_window: memory, mailbox, monitors, binaries, where each is, and who monitors whom. Each look reads all processes once: a quarter of a second of one core for 100,000.',
  input: z.object({
    node: z.string().min(1).describe('address such as beam:shop@localhost, or a connected node'),
    by: z.enum(processOrders).default('memory'),
    window_seconds: z.number().int().min(1).max(60).optional().describe('time between two looks'),
    limit: z.number().int().min(1).max(100).default(10),
  }),
  readsOnly: true,
  asks: (input: ProcessesInput) => serviceIn(input.node, parts),
  run: async (input: ProcessesInput, run: ToolRun) => {
    const reports = reportsOf(input.node, parts);
    if (reports !== null) {
      const windowMillis = input.window_seconds === undefined ? null : input.window_seconds * 1000;
      const question = { by: input.by, windowMillis, limit: input.limit };
      return asText(parts.nodeText.processes(await reports.processes(question, run.signal), question));
    }
    const window = input.window_seconds === undefined ? [] : [`--window=${String(input.window_seconds)}s`];
    return command(
      parts,
      ['processes', `--by=${input.by}`, ...window, `--limit=${String(input.limit)}`],
      [input.node],
      run,
    );
  },
});

function profileOptions({
  type: kind,
  sample: name,
}: {
  type?: string | undefined;
  sample?: string | undefined;
}): string[] {
  return [...(kind === undefined ? [] : [`--type=${kind}`]), ...(name === undefined ? [] : [`--sample=${name}`])];
}

/** What is connected may have been so with an identity that no other process is told. */
function wayAround(from: string, { engine }: AgentParts): string {
  const isConnected = engine.targets().some(({ target }) => target.id === from || target.name === from);
  return isConnected
    ? ' What is connected is asked as it is by capture_snapshot, whose files can be read instead.'
    : '';
}

/** Runs a command; what an agent gives stands behind `--` or within an option, so that it is never an option itself. */
async function command(
  parts: AgentParts,
  options: readonly string[],
  [from = '', ...others]: readonly string[],
  { signal }: ToolRun,
): Promise<string> {
  const source = await readableSource(from, parts);
  const args = [...options, ...waysTo(source, parts), '--quiet', '--', source, ...others];
  const answer = await parts.runCommand(args, signal);
  if (!answer.ok) throw new AgentMistake(answer.words + wayAround(from, parts));
  return asText(answer.text);
}

function asText(text: string): string {
  return `\`\`\`text\n${text.trimEnd().replaceAll('```', 'ʼʼʼ')}\n\`\`\``;
}

/** A node that is connected answers by that connection: what let it in is told to no other process. Null for what is none. */
function reportsOf(from: string, { engine }: AgentParts): NodeReports | null {
  const named = engine.targets().find(({ target }) => [target.id, target.name, target.url].includes(from));
  return named === undefined ? null : engine.reportsOf(named.target.id);
}

/** A node whose ports are closed is asked by the command by which it was connected: an agent neither names one nor sees it. */
function waysTo(source: string, { commandOf }: AgentParts): readonly string[] {
  const rpc = looksLikeNode(source) ? commandOf(source) : null;
  return rpc === null ? [] : [`--rpc=${rpc.command}`, `--rpc-language=${rpc.language}`];
}
