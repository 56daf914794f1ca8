import type { FunctionName } from '../../../shared/model/beam/nodeProcess';
import type { Term } from '../../../shared/model/beam/term';

/** Ancestors of which it is remembered what they were started for: supervisors, of which there are few. */
const mostCalls = 1000;

/** Processes of which it is remembered what their dictionaries told. */
const mostEntries = 5000;

/** Questions about dictionaries that may be spoilt by what a service keeps there. After as many nobody asks for any of this node. */
const mostSpoilt = 3;

/** What the dictionary of a process tells of it. */
export interface Entries {
  /** As text; absent where there is none. */
  readonly label?: string;
  /** As proc_lib keeps them; absent where it keeps none. */
  readonly ancestors?: Term;
}

/** What is remembered of a node from one question to the next. */
export class Remembered {
  /** It tells single entries of a process's dictionary (`{dictionary, Key}`, since OTP 26.2). */
  tellsEntries = true;
  private readonly leftOut = new Set<string>();
  private spoilt = 0;
  private readonly entries = new Map<string, Entries>();
  private readonly calls = new Map<string, FunctionName | null>();

  /** Of another life nothing is known. */
  forget(): void {
    this.tellsEntries = true;
    this.leftOut.clear();
    this.spoilt = 0;
    this.entries.clear();
    this.calls.clear();
  }

  /** Whether a process may be asked for what is in its dictionary. @param pid as text */
  mayTell(pid: string): boolean {
    return this.spoilt < mostSpoilt && !this.leftOut.has(pid);
  }

  /** One of these keeps what cannot be read, which ends a connection: they are asked no more. */
  leaveOut(pids: readonly string[]): void {
    this.spoilt += 1;
    for (const pid of pids) this.leftOut.add(pid);
  }

  /** What a whole dictionary told. It is asked once: who started a process stays, and what that calls itself mostly does. @param pid as text */
  entriesOf(pid: string): Entries | undefined {
    return this.entries.get(pid);
  }

  noteEntries(pid: string, entries: Entries): void {
    if (this.entries.size >= mostEntries) this.entries.clear();
    this.entries.set(pid, entries);
  }

  /** What an ancestor was started for. Undefined where nobody has asked. @param who its name or pid */
  callOf(who: string): FunctionName | null | undefined {
    return this.calls.get(who);
  }

  noteCall(who: string, call: FunctionName | null): void {
    if (this.calls.size < mostCalls) this.calls.set(who, call);
  }
}
