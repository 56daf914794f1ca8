/** A function as Erlang names it; Elixir's modules begin with `Elixir.`. */
export interface FunctionName {
  readonly module: string;
  readonly name: string;
  readonly arity: number;
}

/** A place in a stack. */
export interface StackFrame extends FunctionName {
  /** As it was given to the compiler: `lib/counter.ex`; empty when the runtime does not know. */
  readonly file: string;
  /** 1-based; 0 when the runtime does not know. */
  readonly line: number;
}

/** The other ends of a process's monitors, added up. */
export interface MonitorEnds {
  readonly count: number;
  /** How many others there are: each may be monitored again and again. */
  readonly distinct: number;
  /** How many of them are of another node. */
  readonly remote: number;
  /** The same other end again and again is what a leak looks like; most frequent first, a handful. */
  readonly most: readonly MonitorEnd[];
}

export interface MonitorEnd {
  /** `<0.123.0>`, or `name@node` of one that is monitored by its name. */
  readonly other: string;
  readonly isRemote: boolean;
  readonly count: number;
}

/** A process that started another one, or one of those that started that. */
export interface Ancestor {
  /** The name under which it was registered then, else `<0.123.0>`. */
  readonly name: string;
  /** What it was started for; null where nobody knows. */
  readonly call: FunctionName | null;
}

/** One process, looked at. */
export interface NodeProcess {
  /** `<0.123.0>` */
  readonly pid: string;
  /** Empty when it has none. */
  readonly name: string;
  /** What it calls itself (`proc_lib:set_label/1`), as a person would write it, cut; absent when it says nothing. May hold anything. */
  readonly label?: string;
  /** Who started it, by what proc_lib says of it, nearest first; absent where proc_lib did not start it. */
  readonly ancestors?: readonly Ancestor[];
  /** What it was started for, by what proc_lib says of it. */
  readonly initialCall: FunctionName | null;
  /** Where it is; innermost first. */
  readonly stack: readonly StackFrame[];
  /** All its memory, bytes. */
  readonly memory: number;
  /** Messages that wait. */
  readonly queue: number;
  readonly reductions: number;
  /** Null where there are too many to ask. */
  readonly monitors: MonitorEnds | null;
  readonly monitoredBy: MonitorEnds | null;
  /** Of the binaries that it refers to; each counts whole, once. Null where there are too many to ask. */
  readonly binaryBytes: number | null;
  /** What was alive on its heap when it was collected last, bytes: no garbage is among it. Null where nobody knows. */
  readonly liveBytes: number | null;
  /** What it has allocated for its youngest data so far, garbage and all, bytes: it stands still in a process that does nothing. */
  readonly youngBytes: number | null;
}
