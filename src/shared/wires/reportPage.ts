import type { ProfileViewState } from './profileMessages';

/** What stands in the page of a report as data, written by the command line and read by the page. */
export interface ReportPage {
  readonly title: {
    readonly name: string;
    readonly detail: string;
    /** What is subtracted; null for no difference. */
    readonly base: string | null;
  };
  /** What is shown first. */
  readonly state: ProfileViewState;
  /** None where a service that was watched has none. */
  readonly profiles: readonly PackedProfile[];
  /** Of a watch; null for a profile alone. */
  readonly watched: WatchedPart | null;
}

/** What a watch found, in words for a person. */
export interface WatchedPart {
  readonly summary: readonly string[];
  readonly findings: readonly FindingPart[];
  /** What else is told, each under a heading. */
  readonly others: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  readonly series: readonly SeriesPart[];
  readonly notes: readonly string[];
}

export interface FindingPart {
  readonly title: string;
  /** How sure, and what became of it. */
  readonly verdict: string;
  /** It makes a job fail. */
  readonly fails: boolean;
  readonly rows: readonly (readonly [label: string, text: string])[];
}

/** A number over the time of the watch. */
export interface SeriesPart {
  readonly name: string;
  readonly unit: 'bytes' | 'count';
  /** Seconds since the start, and the life of the process, beside `values`. */
  readonly seconds: readonly number[];
  readonly lives: readonly number[];
  readonly values: readonly number[];
}

/** A profile as the page holds it. */
export interface PackedProfile {
  readonly id: string;
  /** For a person. */
  readonly name: string;
  /** A profile.proto message in gzip in base64. */
  readonly profile: string;
  /** The same of what is subtracted. */
  readonly base: string | null;
}

/** Elements of the page by their ids. */
export const reportElements = {
  /** `ReportPage` as JSON. */
  data: 'report',
  /** The script of the worker that answers the views, in gzip in base64. */
  engine: 'engine',
  /** The translation as JSON; empty in English. */
  words: 'l10n',
} as const;

/** What the page asks its worker; `method` is one of `ViewerCalls`. */
export interface ReportCall {
  readonly id: number;
  readonly method: 'open' | 'answer';
  readonly argument: unknown;
}

export type ReportReply =
  | { readonly id: number; readonly answer: unknown }
  | {
      readonly id: number;
      readonly failure: { readonly problem?: { readonly detail: string }; readonly message?: string };
    };
