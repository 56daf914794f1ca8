import { isAbsolutePath } from '../../paths/recordedPath';

/** A file that was built as part of a module which is not the program's own. */
export interface LibraryFile {
  /** Module path; null for a vendored file, where it cannot be told from the path. */
  readonly module: string | null;
  /** `v1.2.3`; null for a vendored file. */
  readonly version: string | null;
  /** Import path and file name: `example.com/Upper/a/a.go`. */
  readonly importFile: string;
}

const cacheFolder = '/pkg/mod/';

/**
 * Takes apart `…/pkg/mod/example.com/!upper@v1.2.3/a/a.go`, the trimmed `example.com/Upper@v1.2.3/a/a.go`, and
 * `/src/app/vendor/example.com/lib/a.go`. Null for anything else.
 */
export function libraryFile(path: string): LibraryFile | null {
  const versioned = /^(.*?)@(v\d+\.\d+\.\d+[^/]*)(\/.*)$/.exec(path);
  if (versioned !== null) {
    const [, before = '', version = '', rest = ''] = versioned;
    const module = isAbsolutePath(path) ? unescapeModule(withoutCache(before)) : before;
    return { module, version, importFile: module + rest };
  }
  const vendor = path.lastIndexOf('/vendor/');
  return vendor < 0 ? null : { module: null, version: null, importFile: path.slice(vendor + '/vendor/'.length) };
}

/** A cache of another name (GOMODCACHE) ends where the first element with a dot begins: module paths begin with a host. */
function withoutCache(path: string): string {
  const cache = path.lastIndexOf(cacheFolder);
  if (cache >= 0) return path.slice(cache + cacheFolder.length);
  const elements = path.split('/');
  const host = elements.findIndex((element, at) => at > 0 && /^[^.].*\../.test(element));
  return elements.slice(Math.max(host, 0)).join('/');
}

/** The module cache writes capitals as `!` and the small letter (golang.org/x/mod/module.EscapePath); -trimpath does not. */
function unescapeModule(path: string): string {
  return path.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** As the module cache writes a module path or a version. */
export function escapeModule(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}
