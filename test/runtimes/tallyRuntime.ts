// A runtime that nobody else knows: a process that counts the messages nobody reads. What stands here is all that a runtime has to
// bring; see madeUpRuntime.test.ts for how far it comes.
import { nothingAsked } from '../../src/shared/model/target/capabilities';
import type { Finding } from '../../src/shared/model/finding';
import type { SeriesLook } from '../../src/shared/model/seriesSpec';
import type { ProfileSource } from '../../src/shared/ports/profileSource';
import type { Runtime } from '../../src/shared/ports/runtime';
import type { OpenSession } from '../../src/shared/ports/runtimeSession';

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
      report: ({ snapshot }) => ({ title: snapshot.target.name, text: 'letters', links: [] }),
      comparison: ({ snapshot }) => ({ title: snapshot.target.name, text: 'letters', links: [] }),
    },
    rule: () => ({ name: 'MailboxGrowth', short: 'A mailbox grows.', help: 'Read what comes.' }),
  },
};

export const tallySource: ProfileSource = {
  target: { id: 'clerk', name: 'clerk', url: 'tally://clerk' },
  runtime: tallyRuntime.id,
  fetch: () => Promise.reject(new Error('a clerk has no profiles')),
  residentBytes: () => Promise.resolve(null),
  dispose: () => undefined,
};

/** Ten more with each round; another clerk begins with none. */
export function openTally(clock: { now(): number }, isOther: () => boolean): OpenSession {
  return ({ settings }) => {
    let unread = 0;
    let rounds = 0;
    const { intervalMillis: wishedMillis, costBudget: budget } = settings();
    const told = () => ({
      findings: rounds < 3 ? [] : [mailbox(unread, clock.now())],
      takenBack: [],
      earlier: [],
      grown: [],
    });
    const nowhere = () => null;
    return {
      ask() {
        const isOtherProcess = isOther();
        if (isOtherProcess) unread = 0;
        unread += 10;
        rounds += 1;
        const cost = { bytes: 5, millis: 1, requests: 1 };
        return Promise.resolve({
          atMillis: clock.now(),
          values: { unread, words: unread * 1024 },
          cost,
          isOtherProcess,
        });
      },
      understand: () =>
        Promise.resolve({
          ...told(),
          report: { heap: [], heapTotalBytes: 0, blocked: [], spawns: [] },
          sources: { resolve: nowhere, source: nowhere, firstSeen: [], folders: [], missing: [], parsed: null },
          rebuilt: false,
          capabilities: nothingAsked,
        }),
      judgeAgain: () => Promise.resolve(told()),
      remember: () => Promise.resolve(''),
      explained: () => Promise.resolve(),
      pace: () => ({ wishedMillis, pauseMillis: wishedMillis, budget, roundMillis: 1 }),
      demandProof: () => undefined,
      isProofDemanded: false,
      dispose: () => undefined,
    };
  };
}

function mailbox(unread: number, atMillis: number): Finding {
  return {
    id: 'mailbox-growth:clerk:+3',
    kind: 'mailbox-growth',
    confidence: 'probable',
    status: null,
    site: { function: 'clerk:loop/1', file: 'clerk.erl', line: 12, path: null },
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
    firstSeenMillis: atMillis,
    lastSeenMillis: atMillis,
    trend: [
      [atMillis - 5000, 10],
      [atMillis, unread],
    ],
    course: null,
  };
}
