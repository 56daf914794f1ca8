import { describe, expect, it } from 'vitest';
import { noLearnedPaths } from '../../../../src/analyse/go/paths/learnPaths';
import { sourcePlaces } from '../../../../src/analyse/go/paths/sourcePlaces';
import { isWorkspaceFile } from '../../../../src/analyse/go/paths/workspaceFile';
import type { PathContext } from '../../../../src/shared/ports/runtime/analyser';

const context: PathContext = {
  layout: {
    folders: ['/home/me/shop'],
    modules: [
      {
        path: 'example.com/shop',
        directory: '/home/me/shop',
        replaces: [
          { path: 'example.com/lib', version: null, directory: '/home/me/lib', module: null },
          { path: 'example.com/old', version: 'v1.0.0', directory: '/home/me/old', module: null },
          {
            path: 'example.com/fork',
            version: null,
            directory: null,
            module: { path: 'github.com/Me/fork', version: 'v1.5.0' },
          },
        ],
        requires: [
          { path: 'github.com/Masterminds/semver', version: 'v3.2.1' },
          { path: 'github.com/lib/pq', version: 'v1.10.9' },
        ],
        vendored: [
          { path: 'github.com/lib/pq', version: 'v1.10.9' },
          { path: 'github.com/lib/pq/other', version: 'v1.0.0' },
        ],
      },
      { path: 'example.com/joined', directory: '/home/me/joined', joinedBy: 'go.work' },
    ],
  },
  go: {
    roots: [
      { path: '/usr/local/go', version: 'go1.26.8' },
      { path: '/home/me/sdk/go1.24.1', version: 'go1.24.1' },
    ],
    moduleCaches: ['/home/me/go/pkg/mod'],
  },
  mappings: [],
  learned: noLearnedPaths,
  goVersion: null,
};

/** Each place as `rule path`, with its doubt; those that have to prove themselves have a question mark. */
function places(file: string, name: string, change: Partial<PathContext> = {}): string[] {
  const found = sourcePlaces(file, [{ name, startLine: 0 }], { ...context, ...change });
  return found
    .filter(({ mappedBy }) => mappedBy !== 'suffix')
    .flatMap(({ mappedBy, paths, proof, doubt }) =>
      paths.map((path) => `${mappedBy} ${path}${proof === 'exists' ? '' : '?'}${doubt === null ? '' : ` (${doubt})`}`),
    );
}

const cache = '/home/me/go/pkg/mod';

describe('a file may lie', () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    [
      'where a replace says',
      'example.com/lib@v0.0.0/q/q.go',
      'example.com/lib/q.F',
      ['replace /home/me/lib/q/q.go', `module-cache ${cache}/example.com/lib@v0.0.0/q/q.go`],
    ],
    [
      'where a replace of its version says',
      'example.com/old@v1.0.0/o.go',
      'example.com/old.F',
      ['replace /home/me/old/o.go', `module-cache ${cache}/example.com/old@v1.0.0/o.go`],
    ],
    [
      'not where a replace of another version says',
      'example.com/old@v1.1.0/o.go',
      'example.com/old.F',
      [`module-cache ${cache}/example.com/old@v1.1.0/o.go`],
    ],
    [
      'in the module that replaces it',
      'example.com/fork@v1.2.0/f.go',
      'example.com/fork.F',
      [`module-cache ${cache}/github.com/!me/fork@v1.5.0/f.go`, `module-cache ${cache}/example.com/fork@v1.2.0/f.go`],
    ],
    [
      'in a module that go.work joins, although a release was built',
      'example.com/joined@v1.2.0/j.go',
      'example.com/joined.F',
      [
        'workspace-module /home/me/joined/j.go (another-version)',
        `module-cache ${cache}/example.com/joined@v1.2.0/j.go`,
      ],
    ],
    [
      'in a module that go.work joins',
      'example.com/joined/j/j.go',
      'example.com/joined/j.F',
      ['workspace-module /home/me/joined/j/j.go'],
    ],
    [
      'in the module cache of another machine',
      '/home/ci/go/pkg/mod/github.com/!masterminds/semver@v3.2.1/v.go',
      'github.com/Masterminds/semver.New',
      [`module-cache ${cache}/github.com/!masterminds/semver@v3.2.1/v.go`],
    ],
    [
      'in a module cache of another name',
      '/var/cache/modules/github.com/!masterminds/semver@v3.2.1/v.go',
      'github.com/Masterminds/semver.New',
      [`module-cache ${cache}/github.com/!masterminds/semver@v3.2.1/v.go`],
    ],
    [
      'in the vendor folder of its version',
      'github.com/lib/pq@v1.10.9/conn.go',
      'github.com/lib/pq.Open',
      [
        'vendor /home/me/shop/vendor/github.com/lib/pq/conn.go',
        `module-cache ${cache}/github.com/lib/pq@v1.10.9/conn.go`,
      ],
    ],
    [
      'in the vendor folder, of another version',
      'github.com/lib/pq@v1.9.0/conn.go',
      'github.com/lib/pq.Open',
      [
        'vendor /home/me/shop/vendor/github.com/lib/pq/conn.go (another-version)',
        `module-cache ${cache}/github.com/lib/pq@v1.9.0/conn.go`,
      ],
    ],
    [
      'vendored elsewhere, in the cache',
      '/app/vendor/github.com/Masterminds/semver/v.go',
      'github.com/Masterminds/semver.New',
      [`module-cache ${cache}/github.com/!masterminds/semver@v3.2.1/v.go`],
    ],
    [
      'in GOROOT',
      '/opt/go/src/net/http/server.go',
      'net/http.Serve',
      ['goroot /usr/local/go/src/net/http/server.go', 'goroot /home/me/sdk/go1.24.1/src/net/http/server.go'],
    ],
    [
      'of the runtime, trimmed, under the name of a package that it lends a function to',
      'runtime/time.go',
      'time.runtimeNow',
      ['goroot /usr/local/go/src/runtime/time.go', 'goroot /home/me/sdk/go1.24.1/src/runtime/time.go'],
    ],
    [
      'in GOROOT, trimmed',
      'net/http/server.go',
      'net/http.Serve',
      ['goroot /usr/local/go/src/net/http/server.go', 'goroot /home/me/sdk/go1.24.1/src/net/http/server.go'],
    ],
    [
      'in GOROOT, trimmed, named after another package',
      'sync/oncefunc.go',
      'example.com/shop/queue.All.OnceFunc.func1',
      ['goroot /usr/local/go/src/sync/oncefunc.go?', 'goroot /home/me/sdk/go1.24.1/src/sync/oncefunc.go?'],
    ],
    [
      'in what GOROOT vendors',
      'vendor/golang.org/x/net/idna/idna.go',
      'vendor/golang.org/x/net/idna.New',
      [
        'goroot /usr/local/go/src/vendor/golang.org/x/net/idna/idna.go',
        'goroot /home/me/sdk/go1.24.1/src/vendor/golang.org/x/net/idna/idna.go',
      ],
    ],
    [
      'in assembler',
      '/opt/go/src/runtime/asm_amd64.s',
      'runtime.goexit',
      ['goroot /usr/local/go/src/runtime/asm_amd64.s', 'goroot /home/me/sdk/go1.24.1/src/runtime/asm_amd64.s'],
    ],
    [
      'in the GOROOT of its version',
      '/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.24.1.linux-amd64/src/net/http/server.go',
      'net/http.Serve',
      [
        'goroot /home/me/sdk/go1.24.1/src/net/http/server.go',
        'goroot /usr/local/go/src/net/http/server.go (another-version)',
      ],
    ],
    [
      'beside the package of a test',
      '/app/queue/q_test.go',
      'example.com/shop/queue_test.TestPush',
      ['module /home/me/shop/queue/q_test.go'],
    ],
    [
      'in a library of Bazel',
      'external/com_github_masterminds_semver/v.go',
      'github.com/Masterminds/semver.New',
      [`module-cache ${cache}/github.com/!masterminds/semver@v3.2.1/v.go`],
    ],
    [
      'where Bazel generates',
      'bazel-out/k8-fastbuild/bin/api/api.pb.go',
      'other.org/api.F',
      ['exact /home/me/shop/api/api.pb.go', 'exact /home/me/shop/bazel-bin/api/api.pb.go'],
    ],
    [
      'at the top of a module, if it says so',
      '/app/shop.go',
      'example.com/shop.Open',
      ['module /home/me/shop/shop.go?'],
    ],
    ['beside its package, bare', 'queue.y', 'example.com/shop/queue.Parse', ['module /home/me/shop/queue/queue.y?']],
  ])('%s: %s', (_, file, name, expected) => {
    expect(places(file, name)).toEqual(expected);
  });

  it('first where the person says, the longest prefix first', () => {
    const mappings = [
      { from: '/app', to: '/home/me/shop' },
      { from: '/app/lib/', to: '/home/me/lib/' },
      { from: 'C:\\work', to: '/home/me/work' },
    ];
    expect(places('/app/lib/q.go', 'main.main', { mappings })).toEqual([
      'user-mapping /home/me/lib/q.go',
      'user-mapping /home/me/shop/lib/q.go',
    ]);
    expect(places('c:\\work\\a.go', 'main.main', { mappings })).toEqual(['user-mapping /home/me/work/a.go']);
    expect(places('/application/a.go', 'main.main', { mappings })).toEqual([]);
  });

  it('where the votes of the build say, if it proves itself', () => {
    const learned = {
      ...noLearnedPaths,
      prefixes: [
        { from: '/app', to: '/home/me/shop', votes: 40 },
        { from: '/app/joined', to: '/home/me/joined', votes: 2 },
      ],
    };
    expect(places('/app/joined/cmd/main.go', 'main.main', { learned })).toEqual([
      'prefix-votes /home/me/joined/cmd/main.go?',
      'prefix-votes /home/me/shop/joined/cmd/main.go?',
    ]);
  });

  it('in the GOROOT that the build names, whatever the function is called', () => {
    const learned = { ...noLearnedPaths, goRoot: '/opt/go' };
    expect(
      places('/opt/go/src/maps/iter.go', 'example.com/shop/queue.All.Keys.func1', {
        learned,
        goVersion: 'go1.26.8 X:x',
      }),
    ).toEqual([
      'goroot /usr/local/go/src/maps/iter.go',
      'goroot /home/me/sdk/go1.24.1/src/maps/iter.go (another-version)',
    ]);
  });

  it('where it was recorded, in the cache and in GOROOT', () => {
    expect(places(`${cache}/github.com/lib/pq@v1.0.0/conn.go`, 'github.com/lib/pq.Open')[0]).toBe(
      `module-cache ${cache}/github.com/lib/pq@v1.0.0/conn.go`,
    );
    expect(places('/usr/local/go/src/net/http/server.go', 'net/http.Serve')[0]).toBe(
      'goroot /usr/local/go/src/net/http/server.go',
    );
  });

  it.each([
    '<autogenerated>',
    '_cgo_gotypes.go',
    '/tmp/go-build1/b001/_cgo_gotypes.go',
    '_testmain.go',
    '',
    '\0',
    '/app/../../etc/passwd',
    `${'a/'.repeat(3000)}a.go`,
  ])('nowhere: %j', (file) => {
    expect(sourcePlaces(file, [{ name: 'main.main', startLine: 0 }], context)).toEqual([]);
  });
});

it.each([
  ['/home/me/shop/main.go', true],
  ['/home/me/joined/j.go', true],
  ['/home/me/shop/vendor/github.com/lib/pq/conn.go', false],
  ['/home/me/shop/.cache/mod/github.com/lib/pq@v1.10.9/conn.go', false],
  ['/home/me/go/pkg/mod/github.com/lib/pq@v1.10.9/conn.go', false],
  ['/usr/local/go/src/net/http/server.go', false],
  ['/etc/passwd', false],
])('%s is of the workspace: %s', (path, own) => {
  expect(isWorkspaceFile(path, context)).toBe(own);
});

it('Go itself is of the workspace when it is what is open', () => {
  const layout = { folders: ['/usr/local/go/src'], modules: [] };
  expect(isWorkspaceFile('/usr/local/go/src/net/http/server.go', { ...context, layout })).toBe(true);
  expect(
    isWorkspaceFile('/usr/local/go/src/net/http/server.go', { ...context, layout: { ...layout, folders: ['/usr'] } }),
  ).toBe(false);
});
