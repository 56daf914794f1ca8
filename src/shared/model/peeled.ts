/** What text is wrapped in where logs are kept or shown: each is known by how its lines look. */
export type EnvelopeKind =
  | 'utf-16'
  /** A table that a viewer of logs exported, with the text in the column that `detail` names. */
  | 'csv'
  /** The last line stands first. */
  | 'newest-first'
  /** Lines that a terminal broke at as many columns as `detail` says. */
  | 'wrapped'
  /** Text as pages and XML write it. */
  | 'html'
  /** Text as mail writes it. */
  | 'quoted-printable'
  | 'colours'
  /** Kubernetes' container runtimes: `2024-05-02T10:11:12Z stderr F text`. */
  | 'cri'
  /** Docker's json-file: `{"log":"text\n","stream":"stderr"}`. */
  | 'docker-json'
  | 'go-test-json'
  /** Lines of JSON, with the text in the field that `detail` names. */
  | 'json'
  /** syslog and what journalctl prints. */
  | 'syslog'
  /** Fields of the journal, one on a line: `MESSAGE=text`. */
  | 'journal-fields'
  /** A line of its own above each line, as supervisord and logcat write it. */
  | 'headings'
  | 'compose'
  | 'kubectl'
  | 'logcat'
  | 'timestamps'
  /** One line with `\n` and `\t`, or syslog's `#012` and `#011`, for what ends and indents lines. */
  | 'escapes'
  /** Anything else that stands in front of each line, or around it; `detail` is an example of what is in front. */
  | 'prefix'
  /** The same of what stands behind each line alone. */
  | 'ending';

export interface Envelope {
  readonly kind: EnvelopeKind;
  /** Name of a field or a column, a number of columns, or an example of a prefix; else empty. */
  readonly detail: string;
}

/** What was taken off a text, outermost first; nothing of a text that stands as it was written. */
export interface Peeled {
  readonly envelopes: readonly Envelope[];
  /** Services that the envelope tells apart; at most one name where there is nothing to tell apart. */
  readonly services: readonly string[];
  /** Whether there were more services than are told apart, whose lines were left out. */
  readonly hasMoreServices: boolean;
}

/** A text without what it was wrapped in, told apart by service. */
export interface TextPages {
  readonly peeled: Peeled;
  /** At least one. */
  readonly pages: readonly { readonly service: string; readonly bytes: Uint8Array }[];
}
