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
  /** At least one. */
  readonly profiles: readonly PackedProfile[];
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
