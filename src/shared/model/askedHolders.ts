import type { HolderPlace } from './holder';

/** Whom asking for the holders of its memory would stop, while nothing is stopped yet. */
export interface HoldersProspect {
  /** Of the process. */
  readonly pid: number;
  /** On its heap; null where the service does not count them. */
  readonly objects: number | null;
}

/** Something that the source names as what keeps the memory of a finding, and that was seen to hold some. */
export interface SeenHolder {
  /** As the source writes it: `s.byID`. */
  readonly name: string;
  /** Where it is declared. */
  readonly place: HolderPlace;
  readonly objects: number;
  readonly bytes: number;
}

/** What came of asking. */
export interface AskedHolders {
  readonly pid: number;
  /** How long goref took; the process stood still for most of it. */
  readonly seconds: number;
  /** Absolute path of the profile. */
  readonly path: string;
  /** All that is held, in bytes. */
  readonly bytes: number;
  /** Most first; empty where nothing in the profile is surely what the source names. */
  readonly seen: readonly SeenHolder[];
}
