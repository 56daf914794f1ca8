/** What a Go program knows of its build (go: src/runtime/debug/mod.go, BuildInfo). Plain data, so that it crosses a wire. */
export interface BuildInfo {
  /** `go1.26.8`, with its experiments. */
  readonly goVersion: string;
  /** Import path of the main package; null in a program built without modules, as Bazel does. */
  readonly mainPackage: string | null;
  /** The module that holds the main package. The version is `(devel)` in a working copy of Go before 1.24. */
  readonly mainModule: ModuleVersion | null;
  readonly dependencies: readonly ModuleVersion[];
  /** Built with -trimpath, so that recorded paths begin with a module path. */
  readonly trimpath: boolean;
  /** `vcs.revision`: the commit the working copy stood at; null where -buildvcs=false, or no version control, hid it. */
  readonly revision: string | null;
  /** `vcs.modified`: the working copy differed from the commit. */
  readonly modified: boolean | null;
  /** `vcs.time`: RFC 3339. */
  readonly revisionTime: string | null;
  /** NT_GNU_BUILD_ID in lower-case hexadecimal, which profiles name as the build id of the mapping; null where there is none. */
  readonly gnuBuildId: string | null;
}

/** What a service itself says of its build, at `/debug/vars`. All of it is hostile input that was checked: nothing but names and numbers. */
export interface PublishedBuild {
  /** `go1.26.8`; null when it is not said. */
  readonly goVersion: string | null;
  /** Import path; null when it is not said. */
  readonly mainPackage: string | null;
  /** A whole object name of git, 40 or 64 hexadecimal digits; null when it is not said. */
  readonly revision: string | null;
  /** The working copy differed from the commit; null when it is not said. */
  readonly modified: boolean | null;
}

export interface ModuleVersion {
  readonly path: string;
  /** `v1.2.3`; `(devel)` or empty for a folder. */
  readonly version: string;
  /** What took its place by a `replace` directive: a module path, or the path of a folder. */
  readonly replacement: { readonly path: string; readonly version: string } | null;
}
