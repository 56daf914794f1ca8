import { atom, fun, tuple, type Pid, type Term } from '../../../shared/model/beam/term';
import type { Ancestor, FunctionName } from '../../../shared/model/beam/nodeProcess';
import { atomName, isPid, itemsOf, listOf, pairsOf } from '../../../shared/base/symbols/erlangTerms';
import { LeakLensError } from '../../../shared/model/errors';
import { isNotOffered, type Asks } from './ask';
import { initialCalls } from './initialCalls';
import type { Entries } from './remembered';
import { pidText } from './sweepProcesses';
import { termText } from './termText';

/** What processes say of themselves in their dictionaries. Of what else is kept there nothing is told. */
const labelKey = '$process_label';
const ancestorsKey = '$ancestors';

/** Who is told of those that started a process, and asked about in one batch. */
const most = { ancestors: 6, asked: 50 } as const;

/**
 * An older node tells a dictionary as a whole or not at all: of processes that have no more memory than this, which is more than their
 * dictionary can be, and of so many that it is no more than that in all.
 */
const mostBytes = { ofOne: 2 ** 20, ofAll: 2 ** 22 } as const;

export interface Origin {
  /** Absent where it has none. */
  readonly label?: string;
  /** Absent where nobody knows. */
  readonly ancestors?: readonly Ancestor[];
}

export interface Asked {
  readonly pid: Pid;
  /** Bytes. */
  readonly memory: number;
}

/** What some processes call themselves, and who started them. @throws LeakLensError */
export async function originsOf(ask: Asks, processes: readonly Asked[]): Promise<readonly Origin[]> {
  const entries = await entriesOf(ask, processes);
  const starters = processes.map(({ pid }, row) => startersIn(entries[row]?.ancestors, pid.node));
  await learnCalls(ask, starters.flat());
  return processes.map((_process, row) => {
    const { label } = entries[row] ?? {};
    const ancestors = (starters[row] ?? []).map(({ name }): Ancestor => {
      return { name, call: ask.remembered.callOf(name) ?? null };
    });
    return { ...(label !== undefined && { label }), ...(ancestors.length > 0 && { ancestors }) };
  });
}

async function entriesOf(ask: Asks, processes: readonly Asked[]): Promise<readonly Entries[]> {
  const { remembered } = ask;
  const asked = processes.filter(({ pid }) => remembered.mayTell(pidText(pid)));
  if (asked.length === 0) return [];
  try {
    const told = await toldBy(ask, asked);
    const entries = new Map(asked.map((one, row) => [one, told[row] ?? {}]));
    return processes.map((one) => entries.get(one) ?? {});
  } catch (error) {
    // What a service keeps there may be of any size and depth.
    if (!isUnread(error)) throw error;
    remembered.leaveOut(asked.map(({ pid }) => pidText(pid)));
    return [];
  }
}

async function toldBy(ask: Asks, asked: readonly Asked[]): Promise<readonly Entries[]> {
  try {
    if (ask.remembered.tellsEntries) return await singleEntries(ask, asked);
  } catch (error) {
    if (!isNotOffered(error)) throw error;
    ask.remembered.tellsEntries = false;
  }
  return wholeDictionaries(ask, asked);
}

function isUnread(error: unknown): boolean {
  return error instanceof LeakLensError && ['too-large', 'unreadable', 'cut-off'].includes(error.problem.kind);
}

async function singleEntries(ask: Asks, processes: readonly Asked[]): Promise<readonly Entries[]> {
  const pids = processes.map(({ pid }) => pid);
  const wanted = [labelKey, ancestorsKey].map((key) => tuple(atom('dictionary'), atom(key)));
  const answers = await dictionariesOf(ask, pids, wanted);
  return answers.map((answer) => {
    const [label, ancestors] = listOf(answer).map((value) => itemsOf(value)[1]);
    return readEntries(label, ancestors);
  });
}

async function wholeDictionaries(ask: Asks, processes: readonly Asked[]): Promise<readonly Entries[]> {
  const { remembered } = ask;
  let left: number = mostBytes.ofAll;
  const asked = processes
    .filter(({ pid, memory }) => remembered.entriesOf(pidText(pid)) === undefined && memory <= mostBytes.ofOne)
    .filter(({ memory }) => (left -= memory) >= 0)
    .map(({ pid }) => pid);
  const answers = asked.length === 0 ? [] : await dictionariesOf(ask, asked, [atom('dictionary')]);
  for (const [row, pid] of asked.entries()) {
    const dictionary = pairsOf(pairsOf(answers[row]).get('dictionary'));
    remembered.noteEntries(pidText(pid), readEntries(dictionary.get(labelKey), dictionary.get(ancestorsKey)));
  }
  return processes.map(({ pid }) => remembered.entriesOf(pidText(pid)) ?? {});
}

/** Not in halves where an answer is too large: each that is ends a connection. */
async function dictionariesOf(ask: Asks, pids: readonly Pid[], wanted: readonly Term[]): Promise<readonly Term[]> {
  const questions = pids.map(() => wanted);
  return listOf(await ask.call('lists', 'zipwith', fun('erlang', 'process_info', 2), pids, questions));
}

function readEntries(label: Term | undefined, ancestors: Term | undefined): Entries {
  const isSet = label !== undefined && atomName(label) !== 'undefined';
  return { ...(isSet && { label: termText(label) }), ...(ancestors !== undefined && { ancestors }) };
}

interface Starter {
  readonly name: string;
  readonly term: Term;
}

/** Those of the same node: another one is not asked for them. */
function startersIn(term: Term | undefined, node: string): readonly Starter[] {
  const starters = listOf(term).flatMap((one): Starter[] => {
    if (isPid(one)) return one.node === node ? [{ name: pidText(one), term: one }] : [];
    const name = atomName(one);
    return name === null ? [] : [{ name, term: one }];
  });
  return starters.slice(0, most.ancestors);
}

/** What those were started for of whom nobody has asked. */
async function learnCalls(ask: Asks, starters: readonly Starter[]): Promise<void> {
  const { remembered } = ask;
  const unknown = new Map(starters.map(({ name, term }) => [name, term]));
  for (const name of unknown.keys()) if (remembered.callOf(name) !== undefined) unknown.delete(name);
  const asked = [...unknown].slice(0, most.asked);
  const names = asked.filter(([, term]) => !isPid(term));
  const pids = new Map<string, Pid>();
  for (const [name, term] of asked) if (isPid(term)) pids.set(name, term);
  const registered =
    names.length === 0
      ? []
      : await whereAre(
          ask,
          names.map(([, term]) => term),
        );
  for (const [row, [name]] of names.entries()) {
    const pid = registered[row];
    if (isPid(pid)) pids.set(name, pid);
  }
  const calls = pids.size === 0 ? [] : await initialCalls(ask, [...pids.values()]);
  const known = new Map([...pids.keys()].map((name, row): [string, FunctionName | null] => [name, calls[row] ?? null]));
  for (const [name] of asked) remembered.noteCall(name, known.get(name) ?? null);
}

async function whereAre(ask: Asks, names: readonly Term[]): Promise<readonly Term[]> {
  return listOf(await ask.call('lists', 'map', fun('erlang', 'whereis', 1), names));
}
