// Costs and verdicts speak of one line: whichever way a stack is read, the same line of it is to blame.
import { describe, expect, it } from 'vitest';
import { isWorkspaceFile } from '../../../../src/analyse/go/paths/workspaceFile';
import { createSiteTracker } from '../../../../src/analyse/go/sites/siteTracker';
import { ProcessHistory } from '../../../../src/analyse/go/history/history';
import type { ResolveFile } from '../../../../src/shared/ports/runtime/analyser';
import { dumpOf, group, observationOf } from '../../builders';

const cache = '/home/me/go/pkg/mod';
const lib = `lib.New@${cache}/example.com/lib@v1.2.0/lib.go:4`;
const main = 'main.main@/home/me/app/main.go:9';
const vendored = 'example.com/lib.New@/home/me/app/vendor/example.com/lib/lib.go:4';
const park = 'runtime.gopark@/usr/local/go/src/runtime/proc.go:1;runtime.chansend@/usr/local/go/src/runtime/chan.go:2';
const serve = 'net/http.(*conn).serve@/usr/local/go/src/net/http/server.go:9';

interface Row {
  readonly name: string;
  /** Folders that are open. */
  readonly open: readonly string[];
  readonly stack: string;
  /** What is blamed; costs stand there, too, if it is in a folder that is open. */
  readonly line: string | null;
  readonly isOpen: boolean;
}

const rows: readonly Row[] = [
  {
    name: 'a module that is open inside the module cache is mine',
    open: [`${cache}/example.com/lib@v1.2.0`],
    stack: `${lib};${main}`,
    line: `${cache}/example.com/lib@v1.2.0/lib.go:4`,
    isOpen: true,
  },
  {
    name: 'so it is beside the program that uses it: the innermost of mine',
    open: ['/home/me/app', `${cache}/example.com/lib@v1.2.0`],
    stack: `${lib};${main}`,
    line: `${cache}/example.com/lib@v1.2.0/lib.go:4`,
    isOpen: true,
  },
  {
    name: 'a module in the cache is a library where only the program is open',
    open: ['/home/me/app'],
    stack: `${lib};${main}`,
    line: '/home/me/app/main.go:9',
    isOpen: true,
  },
  {
    name: 'so it is where the cache happens to lie in the folder that is open',
    open: ['/home/me'],
    stack: `${lib};${main}`,
    line: '/home/me/app/main.go:9',
    isOpen: true,
  },
  {
    name: 'what is vendored is a library',
    open: ['/home/me/app'],
    stack: `${vendored};${main}`,
    line: '/home/me/app/main.go:9',
    isOpen: true,
  },
  {
    name: 'unless it is what is open',
    open: ['/home/me/app/vendor/example.com/lib'],
    stack: `${vendored};${main}`,
    line: '/home/me/app/vendor/example.com/lib/lib.go:4',
    isOpen: true,
  },
  {
    name: 'Go’s own sources are mine where they are open',
    open: ['/usr/local/go/src'],
    stack: `net.(*netFD).Read@/usr/local/go/src/net/fd_posix.go:68;${serve}`,
    line: '/usr/local/go/src/net/fd_posix.go:68',
    isOpen: true,
  },
  {
    name: 'but not what only says how a goroutine waits',
    open: ['/usr/local/go/src'],
    stack: `sync.(*Mutex).Lock@/usr/local/go/src/sync/mutex.go:45;${main}`,
    line: '/home/me/app/main.go:9',
    isOpen: false,
  },
  {
    name: 'a program that no folder has is blamed, and costs stand nowhere',
    open: ['/home/me/other'],
    stack: `${lib};${main}`,
    line: '/home/me/app/main.go:9',
    isOpen: false,
  },
  {
    name: 'a stack of the runtime alone blames nobody',
    open: ['/home/me/app', '/usr/local/go/src'],
    stack: 'runtime.malg@/usr/local/go/src/runtime/proc.go:4500',
    line: null,
    isOpen: false,
  },
];

function resolverOf(folders: readonly string[]): ResolveFile {
  const layout = { folders, modules: [] };
  const go = { roots: [{ path: '/usr/local/go', version: 'go1.27.0' }], moduleCaches: [cache] };
  return (file) => (isWorkspaceFile(file, { layout, go }) ? file : null);
}

const place = (site: { readonly file: string; readonly line: number } | undefined) =>
  site === undefined ? null : `${site.file}:${String(site.line)}`;

describe.each(rows)('$name', ({ open, stack, line, isOpen }) => {
  const waiting = `${park};${stack}`;
  const observation = observationOf({
    at: 0,
    heap: `${stack} 1 100`,
    goroutines: `${waiting} 7`,
    dump: dumpOf(group(waiting, { count: 7, state: '' })),
  });
  const history = new ProcessHistory();
  history.observe({ ...observation, residentBytes: null, leaked: null }, resolverOf(open));
  const report = createSiteTracker().observe(observation, resolverOf(open));

  it('in a verdict on memory, on goroutines and on a dump', () => {
    const [[key, wait] = []] = [...(history.reading?.waits ?? [])];
    expect({
      heap: place([...(history.heapReading?.sites.values() ?? [])][0]?.ref.site),
      wait: place(wait?.ref.site),
      dump: key === undefined ? null : (history.detailsOf(key)?.count ?? null),
    }).toEqual({ heap: line, wait: line, dump: line === null ? null : 7 });
  });

  it('in the costs of memory and of goroutines', () => {
    const shown = isOpen ? line : null;
    expect([place(report.heap[0]?.site), place(report.blocked[0]?.site)]).toEqual([shown, shown]);
  });
});
