import type { SeenCall } from '../../../shared/model/go/goSource';
import { packageOfSymbol } from '../../../shared/base/libraries/plainSymbol';
import type { GoroutineReading } from './goroutineReading';
import type { HeapReading } from './heapReading';
import type { OwnCall } from '../sites/siteFinder';

/** Lines remembered for a library; few programs open one thing in more places. */
const maxLines = 60;
const maxLibraries = 40;

/**
 * Lines of the workspace that profiles have seen calling libraries, by library. Asked only about libraries whose goroutines
 * pile up; what was seen once stays known, because a profile shows few of the calls that go on.
 */
export class LibraryCalls {
  private readonly byLibrary = new Map<string, Map<string, OwnCall>>();
  private readonly looked = new Map<string, { readonly goroutines: object | null; readonly heap: object | null }>();

  /** @param packages plain import paths of the library */
  into(
    packages: readonly string[],
    { goroutines, heap }: { readonly goroutines: GoroutineReading | null; readonly heap: HeapReading | null },
  ): readonly OwnCall[] {
    const key = packages.join(' ');
    const known = this.byLibrary.get(key) ?? new Map<string, OwnCall>();
    const last = this.looked.get(key);
    if (last === undefined || last.goroutines !== goroutines || last.heap !== heap) {
      const wanted = new Set(packages);
      const isOfLibrary = (name: string) => wanted.has(packageOfSymbol(name));
      const calls = [...(goroutines?.callsInto(isOfLibrary) ?? []), ...(heap?.callsInto(isOfLibrary) ?? [])];
      for (const call of calls) {
        const line = `${call.path}:${String(call.site.line)}`;
        if (known.size < maxLines && !known.has(line)) known.set(line, call);
      }
      this.remember(key, known, { goroutines, heap });
    }
    return [...known.values()];
  }

  /** The name that the binary has for a file of the workspace; null where no such call was seen in it. */
  recorded(path: string): string | null {
    for (const calls of this.byLibrary.values())
      for (const call of calls.values()) if (call.path === path) return call.site.file;
    return null;
  }

  private remember(
    key: string,
    calls: Map<string, OwnCall>,
    from: { readonly goroutines: object | null; readonly heap: object | null },
  ): void {
    this.byLibrary.set(key, calls);
    this.looked.set(key, from);
    for (const [oldest] of this.byLibrary) {
      if (this.byLibrary.size <= maxLibraries) break;
      this.byLibrary.delete(oldest);
      this.looked.delete(oldest);
    }
  }
}

/** As the reader of source needs them: in a fixed order, so that equal questions look equal. */
export function seenCalls(calls: readonly OwnCall[]): SeenCall[] {
  return calls
    .map(({ path, site, callees }) => ({ path, line: site.line, callees }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));
}
