import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { directViewers } from '../../../src/engine/profiles/viewers';
import { viewerCalls } from '../../../src/analyse/views/viewerCalls';
import { goViews } from '../../../src/runtimes/goViews';
import { pprofCommand } from '../../../src/shared/base/pprofCommand';
import { wholeScope, type ViewScope } from '../../../src/shared/model/views/viewScope';
import { hasPprof } from '../../support/go/goPprof';
import { outputFolder } from '../../support/paths';
import { profileBytesFromText } from '../../support/profiles/profileText';

const files = { source: '/s/heap.pb.gz', base: null, shell: 'posix' } as const;

it.each<[Partial<ViewScope>, object, string]>([
  [{}, {}, 'go tool pprof -top /s/heap.pb.gz'],
  [
    { sample: 'alloc_space', granularity: 'line' },
    {},
    'go tool pprof -top -sample_index=alloc_space -lines /s/heap.pb.gz',
  ],
  [{ granularity: 'package' }, {}, 'go tool pprof -top /s/heap.pb.gz'],
  [
    { refinements: [{ kind: 'focus', pattern: "^it's (a|b)$" }] },
    {},
    String.raw`go tool pprof -top '-focus=^it'\''s (a|b)$' /s/heap.pb.gz`,
  ],
  [
    { refinements: [{ kind: 'focus', pattern: "^it's$" }] },
    { shell: 'powershell' },
    `go tool pprof -top '-focus=^it''s$' /s/heap.pb.gz`,
  ],
  [
    {
      refinements: [
        { kind: 'hide', pattern: 'a' },
        { kind: 'hide', pattern: 'b' },
        { kind: 'tagfocus', pattern: 'bytes=1kb:' },
      ],
    },
    {},
    "go tool pprof -top '-hide=(?:a)|(?:b)' -tagfocus=bytes=1kb: /s/heap.pb.gz",
  ],
  [
    { normalize: true },
    { base: '/s/a b.pb.gz' },
    "go tool pprof -top '-diff_base=/s/a b.pb.gz' -normalize /s/heap.pb.gz",
  ],
  [{ labelLevel: 'tenant' }, {}, 'go tool pprof -top -tagroot=tenant /s/heap.pb.gz'],
  [{ unit: 'kB' }, {}, 'go tool pprof -top -unit=kB /s/heap.pb.gz'],
  [{ normalize: true }, {}, 'go tool pprof -top /s/heap.pb.gz'],
  [{}, { source: '-http=:1' }, 'go tool pprof -top ./-http=:1'],
  [{}, { source: '$(touch x)' }, "go tool pprof -top '$(touch x)'"],
])('writes %j %j', (scope, instead, command) => {
  expect(pprofCommand({ ...files, ...instead }, { ...wholeScope, ...scope }, '-top')).toBe(command);
});

it.skipIf(!hasPprof())('shows what the view shows', { timeout: 60_000 }, async () => {
  const folder = join(outputFolder, "pprof's command");
  mkdirSync(folder, { recursive: true });
  const source = join(folder, 'new.pb');
  const base = join(folder, 'old.pb');
  const older = profileBytesFromText('main.(*cart).add;main.main 1 100\nmain.del;main.main 2 50 {tenant=acme}');
  const newer = profileBytesFromText(
    'main.(*cart).add;main.main 4 900\nmain.del;main.main 2 70 {tenant=acme}\nruntime.x;main.del;main.main 1 30',
  );
  writeFileSync(source, newer);
  writeFileSync(base, older);
  const scope: ViewScope = {
    ...wholeScope,
    sample: 'inuse_space',
    refinements: [
      { kind: 'focus', pattern: String.raw`\(\*cart\)\.add$|del` },
      { kind: 'hide', pattern: '^runtime' },
    ],
  };
  const command = pprofCommand({ source, base, shell: 'posix' }, scope, '-top');
  const text = execFileSync('sh', ['-c', `${command} 2>&1`], { encoding: 'utf8' });
  const rows = [...text.matchAll(/^ *(-?\d+)B? +\S+ +\S+ +(-?\d+)B? +\S+ {2}(.*)$/gm)].map(([, flat, cum, name]) => [
    Number(flat),
    Number(cum),
    name,
  ]);
  const viewer = directViewers(() => viewerCalls(goViews))('profile');
  const { signal } = new AbortController();
  const read = (bytes: Uint8Array) => ({ bytes, subject: 'profile' });
  await viewer.open(read(newer), read(older), signal);
  const ask = { sort: 'flat', descending: true, filter: '', first: 0, count: 10, copy: 'none' } as const;
  const answer = await viewer.answer({ view: 'top', scope, ask }, signal);
  if (answer.view !== 'top') throw new Error(answer.view);
  const { frames, flat, cum } = answer.window;
  expect(rows.length).toBeGreaterThan(1);
  expect(rows).toEqual(rows.map((_, row) => [flat[row], cum[row], frames.functions[row]]));
});
