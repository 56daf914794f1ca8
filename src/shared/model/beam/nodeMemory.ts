/** What `erlang:memory/0` tells, bytes. `processes` and `system` add up to `total`; the others are parts of `system`. */
export interface MemoryKinds {
  readonly total: number;
  readonly processes: number;
  readonly processesUsed: number;
  readonly system: number;
  readonly atom: number;
  readonly atomUsed: number;
  /** Binaries that are shared by reference, of 65 bytes and more. */
  readonly binary: number;
  readonly code: number;
  readonly ets: number;
}

/** One of the runtime's allocators, over all its instances, bytes. */
export interface AllocatorMemory {
  /** `eheap_alloc` */
  readonly name: string;
  /** What is in use. */
  readonly blocks: number;
  /** What was taken from the operating system for it; the difference to `blocks` is kept for later. */
  readonly carriers: number;
}

/** How many there are of something, and at how many the node dies or refuses. */
export interface Counted {
  readonly now: number;
  readonly limit: number;
}

export interface NodeCounts {
  readonly processes: Counted;
  readonly ports: Counted;
  readonly atoms: Counted;
  /** The limit is only nominal. */
  readonly tables: Counted;
}

/** Which node it is. */
export interface NodeIdentity {
  /** `shop@host` */
  readonly name: string;
  /** `27` */
  readonly release: string;
  /** Version of the runtime: `15.2.7`. */
  readonly version: string;
  /** Another with each start of the node. */
  readonly creation: number;
  readonly uptimeMillis: number;
}

/** A look at a whole node. */
export interface NodeLook {
  readonly identity: NodeIdentity;
  readonly memory: MemoryKinds;
  /** None where the node does not tell. */
  readonly allocators: readonly AllocatorMemory[];
  readonly counts: NodeCounts;
  /** Processes that could run and wait for a scheduler. */
  readonly runQueue: number;
}
