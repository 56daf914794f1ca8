import { z } from 'zod';
import { looksLikeNode } from '../shared/base/addresses/beamAddress';
import { codeSpan } from '../shared/base/said/markdownText';
import { plainText } from '../shared/base/said/plainText';
import type { ReadSnapshot } from '../shared/ports/words/snapshotWords';
import { AgentMistake } from './agentMistake';
import type { AgentParts } from './agentParts';
import type { Answers } from './answers';
import { findingItem } from './findingMarkdown';
import { allowedAddress, serviceIn, targetNamed } from './sources';
import { targetItem } from './targetMarkdown';
import { toolOf, type Tool, type ToolRun } from './tool';

const target = z.string().min(1).describe('name, id or address of a connected target');

/** Tools about services: what runs, connecting, watching, capturing. */
export function targetTools(parts: AgentParts & { readonly answers: Answers }): readonly Tool[] {
  return [
    toolOf(listTargets(parts), parts),
    toolOf(connectTarget(parts), parts),
    toolOf(watchTarget(parts), parts),
    toolOf(captureSnapshot(parts), parts),
    toolOf(compareSnapshots(parts), parts),
  ];
}

const listTargets = (parts: AgentParts) => ({
  name: 'list_targets',
  title: 'List targets',
  description:
    'Lists the services that are connected, with their main numbers, and the programs and Erlang nodes of this machine that could be. Use it first. Asks no service anything.',
  input: z.object({}),
  readsOnly: true,
  run: async (_none: object, { signal }: ToolRun) => {
    const connected = parts.engine.targets().map((status) => targetItem(status, parts));
    const around = parts.engine.surroundings('processes');
    const found = await around.localTargets.find(signal);
    const nodes = await around.localNodes.find(signal);
    // Arguments of a program may hold secrets: they are not told.
    const listening = found.map(({ url, pid, program }) => `- ${url} (pid ${String(pid)}, built by Go: ${program})`);
    return [
      '### Connected',
      ...(connected.length === 0 ? ['Nothing yet: connect_target.'] : connected),
      '',
      '### Listening on this machine',
      ...(listening.length === 0 ? ['Nothing was found.'] : listening),
      ...nodes.map((name) => `- beam:${plainText(name, 100)}@localhost (a node of Erlang or Elixir)`),
    ].join('\n');
  },
});

const connectTarget = (parts: AgentParts) => ({
  name: 'connect_target',
  title: 'Connect to a service',
  description:
    'Connects to the pprof endpoint of a running Go service, or to an Erlang or Elixir node (beam:NAME@HOST; the cookie is taken from where Erlang keeps it), and begins to watch it, paced to stay below 1 % of one core. Only services of this machine unless the person allowed others. Verdicts need time: watch_target waits for them.',
  input: z.object({
    url: z.string().min(1).describe('such as http://localhost:6060 or beam:shop@localhost'),
    name: z.string().max(60).optional().describe('what to call it'),
  }),
  readsOnly: true,
  asks: ({ url }: { url: string }) => serviceIn(url, parts),
  run: async ({ url, name }: { url: string; name?: string | undefined }, { signal }: ToolRun) => {
    const params = { url: allowedAddress(url, parts), ...(name !== undefined && { name }) };
    const status = await parts.engine.connect(parts.completed(params), signal);
    const now = looksLikeNode(status.target.url) ? 'list_processes' : 'read_top';
    return `Connected.\n${targetItem(status, parts)}\n\nNext: watch_target for a verdict, or ${now} for what holds memory now.`;
  },
});

const watchTarget = (parts: AgentParts) => ({
  name: 'watch_target',
  title: 'Watch for leaks',
  description:
    'Watches a service for some seconds (connecting when it has to) and answers what leaks: each finding with how sure it is, its source line and its id for explain_finding. The way to find a leak, and to check that a fix holds. 30 s under load are enough for most goroutine leaks, 40 s for a node; heap needs several collections. Asks Go’s leak detector twice, which costs a collection each; a node is only read.',
  input: z.object({
    target: z.string().min(1).describe('address of a service, or a connected target'),
    seconds: z.number().int().min(1).max(600).default(30),
  }),
  readsOnly: true,
  asks: ({ target: named }: { target: string }) => serviceIn(named, parts),
  run: async ({ target: named, seconds }: { target: string; seconds: number }, run: ToolRun) => {
    const id = await followed(named, parts, run.signal);
    const before = parts.engine.targets().find((one) => one.target.id === id);
    await parts.engine.askForLeaks(id);
    await waitFor(seconds, parts, run);
    await parts.engine.askForLeaks(id);
    const after = parts.engine.targets().find((one) => one.target.id === id);
    const lines = [before, after].flatMap((status) => (status === undefined ? [] : [targetItem(status, parts)]));
    return [`Watched for ${String(seconds)} s; before and after:`, ...lines, '', ...findingLines(id, parts)].join('\n');
  },
});

const captureSnapshot = (parts: AgentParts) => ({
  name: 'capture_snapshot',
  title: 'Capture a snapshot',
  description:
    'Keeps heap profile, goroutine profile and stacks, and memory statistics of a connected target on this machine’s disk (of a node: memory, allocators, and processes with their stacks), to compare with later. Asks the service for each once. The answer names its id for compare_snapshots, and the files, which read_top takes as its base.',
  input: z.object({ target }),
  readsOnly: false,
  asks: ({ target: named }: { target: string }) => serviceIn(named, parts),
  run: async ({ target: named }: { target: string }, { signal }: ToolRun) => {
    const stored = await parts.engine.capture(targetNamed(named, parts).target.id, signal);
    const files = stored.files.map(({ name }) => `- ${stored.directory}/${name}`);
    const id = `id ${codeSpan(stored.id)}; resource leaklens://snapshots/${encodeURIComponent(stored.id)}`;
    return [`Captured; ${id}`, ...files].join('\n');
  },
});

const compareSnapshots = (parts: AgentParts) => ({
  name: 'compare_snapshots',
  title: 'Compare two snapshots',
  description:
    'What changed between two snapshots of one runtime: memory and counts, and for each line what holds more or waits more. To check a fix, or to see growth over a longer time. Asks no service anything.',
  input: z.object({
    before: z.string().min(1).describe('id of a snapshot, from capture_snapshot'),
    after: z.string().min(1).describe('id of a later one'),
  }),
  readsOnly: true,
  run: async ({ before, after }: { before: string; after: string }, { signal }: ToolRun) => {
    const [first, last] = [await readSnapshot(before, parts, signal), await readSnapshot(after, parts, signal)];
    if (first.snapshot.runtime !== last.snapshot.runtime) {
      throw new AgentMistake('These are snapshots of two runtimes, whose numbers have nothing to do with each other.');
    }
    const { snapshots } = parts.runtimes.of(last.snapshot.runtime).words;
    const page = snapshots.comparison(first, last, { uriOf: (path) => path });
    return `\`\`\`text\n${page.text.trimEnd().replaceAll('```', 'ʼʼʼ')}\n\`\`\``;
  },
});

async function readSnapshot(id: string, { engine }: AgentParts, signal: AbortSignal): Promise<ReadSnapshot> {
  const known = await engine.snapshots.list();
  if (known.some((one) => one.id === id)) return engine.snapshots.read(id, signal);
  const newest = known.slice(0, 10).map((one) => one.id);
  throw new AgentMistake(`No snapshot has the id “${plainText(id, 100)}”; there are: ${newest.join(', ') || 'none'}.`);
}

/** What is found in one target, worst first; not what a person ignores. */
function findingLines(targetId: string, parts: AgentParts): readonly string[] {
  const found = parts.engine.findings.all().find((verdict) => verdict.targetId === targetId)?.findings ?? [];
  const open = found.filter((finding) => parts.engine.findings.ignored(finding) === null);
  if (open.length === 0) return ['No finding so far. Under load, longer watches see more.'];
  return open.map((finding) => findingItem(finding, parts));
}

async function followed(named: string, parts: AgentParts, signal: AbortSignal): Promise<string> {
  const known = parts.engine.targets().find(({ target: { id, name, url } }) => [id, name, url].includes(named));
  if (known !== undefined) return known.target.id;
  const status = await parts.engine.connect(parts.completed({ url: allowedAddress(named, parts) }), signal);
  return status.target.id;
}

/** Seconds between two notes of progress. */
const progressPause = 5;

async function waitFor(seconds: number, { clock }: AgentParts, { signal, progress }: ToolRun): Promise<void> {
  for (let waited = 0; waited < seconds && !signal.aborted; waited += progressPause) {
    progress(waited, seconds, 'watching');
    await pause(Math.min(progressPause, seconds - waited) * 1000, clock, signal);
  }
}

function pause(millis: number, clock: AgentParts['clock'], signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(millis, () => {
      signal.removeEventListener('abort', end);
      resolve();
    });
    const end = () => {
      timer.dispose();
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
  });
}
