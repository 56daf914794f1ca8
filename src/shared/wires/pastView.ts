import type { LineMeasure } from '../model/lineSeries';
import type { PastMoment } from '../model/pastMoment';

/** What is kept of a target's past, for a chart: worded by the engine. */
export interface PastView {
  /** In order of time. */
  readonly moments: readonly PastMoment[];
  readonly finds: readonly FindView[];
  /** The lines that weighed most. */
  readonly lines: readonly LineView[];
}

/** Whose past is looked at on the lines, and when. */
export interface TravelView {
  readonly targetId: string;
  readonly targetName: string;
  /** Of the moment, ms since 1970. */
  readonly atMillis: number;
}

/** When something was found, and what. */
export interface FindView {
  readonly atMillis: number;
  readonly title: string;
}

/** One line over time. */
export interface LineView {
  readonly measure: LineMeasure;
  /** For a person: `gateway.go:38`. */
  readonly label: string;
  /** The function that it is in, as a person writes it. */
  readonly functionName: string;
  /** ms since 1970, and bytes or how many wait. */
  readonly points: readonly (readonly [atMillis: number, value: number])[];
}
