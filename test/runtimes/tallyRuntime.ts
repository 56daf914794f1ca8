// A runtime that nobody else knows: a process that counts the messages nobody reads. What stands here is all that a runtime has to
// bring; see madeUpRuntime.test.ts for how far it comes.
import { nothingRedacted } from '../../src/shared/model/redaction';
import type { SiteReport } from '../../src/shared/model/siteReport';
import type { Finding } from '../../src/shared/model/finding';
import type { SeriesLook } from '../../src/shared/model/series/seriesSpec';
import type { Clock } from '../../src/shared/ports/clock';
import type { KeptMoment, Moments } from '../../src/shared/ports/runtime/moments';
import type { RuntimeWork } from '../../src/shared/ports/runtime/runtimeWork';
import type { TargetSource } from '../../src/shared/ports/sources/targetSource';
import type { Runtime } from '../../src/shared/ports/runtime/runtime';
import type { RuntimeSession, SessionOptions } from '../../src/shared/ports/runtime/runtimeSession';

const look: SeriesLook = {
  chart: 'lower',
  leads: true,
  layer: 0,
  color: 'charts-red',
  dash: [],
  contrastDash: [],
  width: 1,
};

export const tallyRuntime: Runtime = {
  id: 'tally',
  series: [
    { id: 'unread', unit: 'count', rank: 'main', keepsExtremes: true, growth: { kind: 'counted' }, look },
    {
      id: 'words',
      unit: 'bytes',
      rank: 'told',
      keepsExtremes: false,
      growth: null,
      look: { ...look, chart: 'upper' },
    },
  ],
  reported: ['unread'],
  capabilities: ['mail', 'shelf'],
  findings: [{ kind: 'mailbox-growth', isExplanation: false, unit: 'messages' }],
  words: {
    series: (id) =>
      id === 'unread'
        ? {
            label: 'Unread',
            explanation: 'Messages that nobody has read.',
            name: 'unread messages',
            counted: { one: '1 unread message', many: '{0} unread messages' },
          }
        : { label: 'Words', explanation: 'What words take.', name: 'words' },
    findings: {
      title: ({ amount }) => `The mailbox of the clerk grows: ${amount.value} messages`,
      hint: ({ amount }) => `${amount.value} messages nobody reads`,
      evidence: ({ name, value }) => (name === 'unread-now' ? `${value} messages wait.` : null),
      row: ({ amount }) => `${amount.value} unread`,
      advice: () => 'Read them.',
      cure: () => 'Read them.',
      fix: ({ writes }) => writes,
      pattern: () => null,
      doubt: (doubt) => (doubt === 'read-elsewhere' ? 'Another clerk reads them.' : null),
    },
    capability: (kind) => ({ name: kind, short: `no ${kind}`, refused: (why) => `No ${kind} here: ${why}.` }),
    lines: {
      blockedText: ({ count, kind }) => `${count} letters wait: ${kind}`,
      blockedHover: ({ count }) => `**${count} letters**`,
      spawnText: () => '',
      spawnHover: () => '',
      heapText: () => '',
      heapHover: () => '',
    },
    snapshots: {
      report: ({ snapshot, numbers }) => page(`${snapshot.target.name}: ${String(numbers['unread'])} letters`),
      comparison: (before, after) =>
        page(`${String(before.numbers['unread'])} letters before, ${String(after.numbers['unread'])} after`),
    },
    rule: () => ({ name: 'MailboxGrowth', short: 'A mailbox grows.', help: 'Read what comes.' }),
  },
};

function page(text: string) {
  return { title: 'A clerk', text, links: [] };
}

/** What a clerk answers: who answers, and how many letters nobody has read. */
export interface TallySource extends TargetSource {
  count(): Promise<{ readonly clerk: string; readonly unread: number }>;
}

/** Ten more letters with each question; another clerk begins with none. */
export class Clerk implements TallySource {
  readonly target = { id: 'clerk', name: 'clerk', url: 'tally://clerk' };
  readonly runtime = tallyRuntime.id;
  name = 'Ann';
  private unread = 0;

  replaceBy(name: string): void {
    this.name = name;
    this.unread = 0;
  }

  count(): Promise<{ readonly clerk: string; readonly unread: number }> {
    this.unread += 10;
    return Promise.resolve({ clerk: this.name, unread: this.unread });
  }

  dispose(): void {
    this.unread = 0;
  }
}

function clerkOf(source: TargetSource): TallySource {
  if ('count' in source) return source as TallySource;
  throw new Error(`${source.runtime} counts no letters`);
}

/** Its targets at work: how they are asked, kept and found. */
export function tallyWork(clock: Clock): RuntimeWork {
  const nothing = () => undefined;
  return {
    id: tallyRuntime.id,
    openSession: (options) => openTally(clock, options),
    moments: tallyMoments(clock),
    paths: { setFolders: nothing, forget: nothing, setMappings: nothing },
  };
}

function openTally(clock: Clock, { source, settings }: SessionOptions): RuntimeSession {
  let unread = 0;
  let rounds = 0;
  let clerk: string | null = null;
  const { intervalMillis: wishedMillis, costBudget: budget } = settings();
  const told = () => ({
    findings: rounds < 3 ? [] : [mailbox(unread, clock.now())],
    takenBack: [],
    earlier: [],
    grown: [],
  });
  const nowhere = () => null;
  return {
    async ask() {
      const answer = await clerkOf(source).count();
      const isOtherProcess = clerk !== null && clerk !== answer.clerk;
      ({ clerk, unread } = answer);
      rounds += 1;
      const cost = { bytes: 5, millis: 1, requests: 1 };
      return { atMillis: clock.now(), values: { unread, words: unread * 1024 }, limits: [], cost, isOtherProcess };
    },
    understand: () =>
      Promise.resolve({
        ...told(),
        report: reportOf(unread),
        sources: { resolve: nowhere, source: nowhere, firstSeen: [], folders: [], missing: [], parsed: null },
        rebuilt: false,
        isNewBuild: false,
        capabilities: {
          mail: { state: 'offered' },
          shelf: {
            state: 'refused',
            problem: { kind: 'forbidden', subject: 'shelf', detail: 'it is locked' },
            sinceMillis: 0,
          },
        },
      }),
    judgeAgain: () => Promise.resolve(told()),
    remember: () => Promise.resolve(''),
    explained: () => Promise.resolve(),
    pace: () => ({ wishedMillis, pauseMillis: wishedMillis, budget, roundMillis: 1 }),
    demandProof: () => undefined,
    isProofDemanded: false,
    canProve: false,
    dispose: () => undefined,
  };
}

/** A snapshot of a clerk is one file with a number in it. */
function tallyMoments(clock: Clock): Moments {
  const unreadOf = async ({ read }: KeptMoment) => Number(Buffer.from((await read('letters.txt')).bytes).toString());
  return {
    async capture({ source, write, progress }) {
      progress(0, 'mail');
      const { unread } = await clerkOf(source).count();
      await write('letters.txt', Buffer.from(String(unread)));
      const missing = [{ kind: 'shelf', why: 'it is locked' }];
      return { capturedAtMillis: clock.now(), summary: { unread }, missing };
    },
    async read(kept) {
      const unread = await unreadOf(kept);
      return { report: reportOf(unread), numbers: { unread } };
    },
    judge: async (kept) => [mailbox(await unreadOf(kept), kept.capturedAtMillis)],
    openRedaction: () => ({
      file: (_name, { bytes }) => Promise.resolve({ bytes, counts: nothingRedacted }),
      dispose: () => undefined,
    }),
  };
}

/** Where letters wait: the line of the finding, and one that is none. */
function reportOf(unread: number): SiteReport {
  const site = (line: number) => ({ function: 'clerk:loop/1', file: 'clerk.erl', line, path: '/ws/clerk.erl' });
  const waits = { kind: 'receive', state: 'waiting', minutes: null, spawns: [], stacks: [], growth: null };
  const blocked = [12, 20].map((line) => ({ ...waits, site: site(line), count: unread }));
  return { heap: [], heapTotalBytes: 0, blocked, spawns: [] };
}

function mailbox(unread: number, atMillis: number): Finding {
  return {
    id: 'mailbox-growth:clerk:+3',
    kind: 'mailbox-growth',
    confidence: 'probable',
    status: null,
    site: { function: 'clerk:loop/1', file: 'clerk.erl', line: 12, path: '/ws/clerk.erl' },
    related: [],
    evidence: [{ name: 'unread-now', value: unread, unit: 'messages' }],
    rate: { value: 120, unit: 'messages-per-minute' },
    amount: { value: unread, unit: 'messages' },
    heldBytes: 0,
    wait: 'receive',
    state: 'waiting',
    pattern: null,
    opened: null,
    operation: '',
    fixes: [],
    bound: null,
    holders: [],
    firstSeenMillis: atMillis,
    lastSeenMillis: atMillis,
    trend: [
      [atMillis - 5000, 10],
      [atMillis, unread],
    ],
    course: null,
  };
}
