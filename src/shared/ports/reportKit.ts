/** What pages of reports are made of; they hold all of it. */
export interface ReportKit {
  /** @throws LeakLensError `store` when a file of the program is missing */
  read(): Promise<ReportParts>;
  /** Bytes in gzip in base64, as the page takes them. */
  pack(bytes: Uint8Array): Promise<string>;
}

/** The page may run this script and use this style sheet, by their hashes, and nothing else. */
export interface ReportParts {
  readonly script: HashedText;
  readonly style: HashedText;
  /** The script of the page's worker, packed. */
  readonly engine: string;
  /** Language of the page, e.g. `en` or `zh-cn`. */
  readonly language: string;
  /** The translation as JSON; empty in English. */
  readonly words: string;
}

export interface HashedText {
  readonly text: string;
  /** `sha256-…`, as a content security policy has it. */
  readonly hash: string;
}
