/** More owners are not told. */
const mostOwners = 4;

/** Sets of a few numbers, each once: which roots hold what several hold. 0 is the empty one. */
export class OwnerSets {
  private readonly sets: (readonly number[])[] = [[]];
  private readonly ids = new Map<string, number>([['', 0]]);
  private readonly unions = new Map<number, number>();

  /** The members, in rising order. */
  membersOf(id: number): readonly number[] {
    return this.sets[id] ?? [];
  }

  of(members: readonly number[]): number {
    const key = members.join();
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.sets.push(members) - 1;
    this.ids.set(key, id);
    return id;
  }

  /** Of more than a few, the first ones. */
  union(one: number, other: number): number {
    if (one === other || other === 0) return one;
    if (one === 0) return other;
    const key = one * 2 ** 26 + other;
    const known = this.unions.get(key);
    if (known !== undefined) return known;
    const members = [...new Set([...this.membersOf(one), ...this.membersOf(other)])].sort((a, b) => a - b);
    const id = this.of(members.slice(0, mostOwners));
    this.unions.set(key, id);
    return id;
  }
}
