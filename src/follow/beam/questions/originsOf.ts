import { atom, fun, tuple, type Pid, type Term } from '../../../shared/model/beam/term';
import type { Ancestor, FunctionName } from '../../../shared/model/beam/nodeProcess';
import { atomName, isPid, itemsOf, listOf, pairsOf } from '../../../shared/base/symbols/erlangTerms';
import { isNotOffered, isTooLarge, type Asks } from './ask';
import { initialCalls } from './initialCalls';
import { pidText, processInfo } from './sweepProcesses';
import { termText } from './termText';

/** What processes say of themselves in their dictionaries. Of what else is kept there nothing is told. */
const keys = ['$process_label', '$ancestors'] as const;

/** Who is told of those that started a process, and asked about in one batch. */
const most = { ancestors: 6, asked: 50 } as const;

/**
 * An older node tells a dictionary as a whole or not at all: of processes that have no more memory than this, which is more than their
 * dictionary can be, and of so many that it is no more than that in all.
 */
const mostBytes = { ofOne: 2 ** 17, ofAll: 2 ** 20 } as const;

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
  const starters = processes.map(({ pid }, row) => startersIn(entries[row]?.get('$ancestors'), pid.node));
  await learnCalls(ask, starters.flat());
  return processes.map((_process, row) => {
    const label = entries[row]?.get('$process_label');
    const ancestors = (starters[row] ?? []).map(({ name }): Ancestor => {
      return { name, call: ask.remembered.callOf(name) ?? null };
    });
    return {
      ...(label !== undefined && atomName(label) !== 'undefined' && { label: termText(label) }),
      ...(ancestors.length > 0 && { ancestors }),
    };
  });
}

type Entries = ReadonlyMap<string, Term>;

const none: Entries = new Map();

async function entriesOf(ask: Asks, processes: readonly Asked[]): Promise<readonly Entries[]> {
  try {
    if (ask.remembered.tellsEntries) return await singleEntries(ask, processes);
  } catch (error) {
    // A label may be as large as its process likes.
    if (isTooLarge(error)) return [];
    if (!isNotOffered(error)) throw error;
    ask.remembered.tellsEntries = false;
  }
  return wholeDictionaries(ask, processes);
}

async function singleEntries(ask: Asks, processes: readonly Asked[]): Promise<readonly Entries[]> {
  const pids = processes.map(({ pid }) => pid);
  const wanted = keys.map((key) => tuple(atom('dictionary'), atom(key)));
  const answers = await processInfo(ask, pids, wanted);
  return answers.map((answer) => {
    const values = listOf(answer);
    return new Map(
      keys.flatMap((key, at): [string, Term][] => {
        const value = itemsOf(values[at])[1];
        return value === undefined ? [] : [[key, value]];
      }),
    );
  });
}

async function wholeDictionaries(ask: Asks, processes: readonly Asked[]): Promise<readonly Entries[]> {
  let left: number = mostBytes.ofAll;
  const small = processes.filter(({ memory }) => memory <= mostBytes.ofOne && (left -= memory) >= 0);
  if (small.length === 0) return [];
  const pids = small.map(({ pid }) => pid);
  const answers = await processInfo(ask, pids, [atom('dictionary')]);
  const found = new Map(small.map((one, row) => [one, pairsOf(pairsOf(answers[row]).get('dictionary'))]));
  return processes.map((one) => found.get(one) ?? none);
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
