export interface BundledPackage {
  /** `@vscode/l10n` */
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  readonly homepage?: string;
  /** Where it is not a package of npm. */
  readonly purl?: string;
  /** Its licence, and what it says of others that it holds. */
  readonly texts: readonly string[];
  /** Those of ours that hold it. */
  readonly files: readonly string[];
}
