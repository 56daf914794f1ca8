import type { HolderPlace } from '../holder';

/** A variable or function that holds memory, and how much. */
export interface RetainedRoot {
  /** `main.sessions`, `main.hold.w` */
  readonly name: string;
  /** Where it is declared in the workspace; null where it is not. */
  readonly place: HolderPlace | null;
  readonly objects: number;
  readonly bytes: number;
  /** The way from there to where most of it lies, as goref names its steps. */
  readonly chain: readonly string[];
}
