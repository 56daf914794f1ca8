/** What a replica can say that no other process can. */
export interface MarkedReplica {
  readonly key: string;
  readonly marks: readonly string[];
}

/** Which replicas are the process of another that stands before them: by key, the key of that one. Who says nothing is nobody's. */
export function twinsAmong(all: readonly MarkedReplica[]): ReadonlyMap<string, string> {
  const ownerOf = new Map<string, string>();
  const twins = new Map<string, string>();
  for (const { key, marks } of all) {
    const owner = marks.map((mark) => ownerOf.get(mark)).find((one) => one !== undefined);
    if (owner !== undefined) twins.set(key, owner);
    for (const mark of marks) if (!ownerOf.has(mark)) ownerOf.set(mark, owner ?? key);
  }
  return twins;
}
