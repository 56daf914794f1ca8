// Lines of a program that was built of a commit and has been edited since, as the engine places them by what it can know of the build.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createGitHistory } from '../../../src/sources/git/gitHistory';
import { hasGo, startService } from '../../support/go/goService';
import { EngineWatcher } from '../engineWatcher';

/** `main` begins behind `first`, and nothing that waits begins behind `last`. */
const program = `package main

import (
	"expvar"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime/debug"
)

func first(never chan int) {
	prepare()
	<-never
}

func main() {
	addr := flag.String("addr", "", "")
	flag.Bool("exit-with-stdin", false, "")
	publish := flag.String("publish", "", "")
	flag.Parse()
	info, _ := debug.ReadBuildInfo()
	switch *publish {
	case "object":
		expvar.Publish("build", expvar.Func(func() any { return info }))
	case "text":
		expvar.NewString("about").Set(info.String())
	case "commit":
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				expvar.NewString("git_commit").Set(setting.Value)
			}
		}
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		panic(err)
	}
	fmt.Printf("listening on http://%s\\n", listener.Addr())
	go http.Serve(listener, nil)
	never := make(chan int)
	for range 20 {
		go first(never)
		go last(never)
	}
	io.Copy(io.Discard, os.Stdin)
}

func prepare() {
}

func last(never chan int) {
	prepare()
	<-never
}
`;

const hasGit = spawnSync('git', ['--version']).status === 0;
const onLinux = process.platform === 'linux';
const patience = 300_000;

describe.skipIf(!hasGo() || !hasGit)(
  'the lines of a program that was edited since it was built (needs Go and git)',
  () => {
    let root: string;
    let folder: string;
    const built = { stamped: '', plain: '' };

    function run(command: string, ...words: string[]): void {
      const clean = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
      const go = { GOFLAGS: '', GOWORK: 'off', GOTOOLCHAIN: 'local', CGO_ENABLED: '0' };
      execFileSync(command, words, { cwd: folder, env: { ...process.env, ...clean, ...go } });
    }

    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), 'leaklens-published-'));
      folder = join(root, 'shop');
      await mkdir(folder);
      await writeFile(join(folder, 'go.mod'), 'module example.com/shop\n\ngo 1.22\n');
      await writeFile(join(folder, 'main.go'), program);
      const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
      run('git', 'init', '-q');
      run('git', 'add', '.');
      run('git', ...who, 'commit', '-q', '-m', 'built');
      built.stamped = join(root, 'stamped');
      built.plain = join(root, 'plain');
      run('go', 'build', '-buildvcs=true', '-o', built.stamped, '.');
      run('go', 'build', '-buildvcs=false', '-o', built.plain, '.');
      // A line more in each of the functions that wait, a minute after the build.
      const edited = program.replaceAll('\tprepare()\n', '\tprepare()\n\tprepare()\n');
      await writeFile(join(folder, 'main.go'), edited);
      const saved = new Date((await stat(built.plain)).mtimeMs + 60_000);
      await utimes(join(folder, 'main.go'), saved, saved);
    }, patience);

    afterAll(() => rm(root, { recursive: true, force: true }));

    /** How far from their first line the hints of `first` and `last` stand now, with `?` where that is unsure. */
    async function hints(binary: string, publish: string, where: 'here' | 'elsewhere') {
      const service = await startService('healthy', { binary, args: ['-publish', publish] });
      onTestFinished(() => service.stop());
      const url = where === 'here' ? service.url : await forward(service.url);
      const settings = { minimumGoroutines: 10 };
      const watcher = await EngineWatcher.start({ folder, settings, history: createGitHistory() });
      await watcher.connect(url);
      const lines = program.split('\n');
      // The edit has moved `last` by one line.
      const [first, last] = [
        lines.indexOf('func first(never chan int) {'),
        lines.indexOf('func last(never chan int) {') + 1,
      ];
      const shown = watcher
        .hints()
        .filter(({ file, hint }) => file === 'main.go' && hint.kinds.includes('blocked'))
        .sort((a, b) => a.hint.line - b.hint.line)
        .map(({ hint: { line, unsure } }) => {
          const name = line < last ? `first +${String(line - first)}` : `last +${String(line - last)}`;
          return { place: `${name}${unsure ? '?' : ''}`, hover: watcher.engine.hoverAt(join(folder, 'main.go'), line) };
        });
      return { places: shown.map(({ place }) => place), hovers: shown.map(({ hover }) => hover) };
    }

    it.each(['object', 'text'])(
      'are placed by the commit that it publishes as %s',
      { timeout: 60_000 },
      async (publish) => {
        expect((await hints(built.stamped, publish, 'elsewhere')).places).toEqual(['first +3', 'last +3']);
      },
    );

    it('are placed by a commit alone where the functions behind them prove it', { timeout: 60_000 }, async () => {
      expect((await hints(built.stamped, 'commit', 'elsewhere')).places).toEqual(['first +3', 'last +2?']);
    });

    it('are told from their functions alone where it publishes nothing', { timeout: 60_000 }, async () => {
      expect((await hints(built.stamped, '', 'elsewhere')).places).toEqual(['first +2?', 'last +2']);
    });

    it.skipIf(!onLinux)('are placed by the commit in a binary on this machine', { timeout: 60_000 }, async () => {
      expect((await hints(built.stamped, '', 'here')).places).toEqual(['first +3', 'last +3']);
    });

    it.skipIf(!onLinux)(
      'are unsure at the end of a file that is younger than the binary',
      { timeout: 60_000 },
      async () => {
        const { places, hovers } = await hints(built.plain, 'commit', 'here');
        expect(places).toEqual(['first +2?', 'last +2?']);
        expect(hovers).toEqual([
          expect.stringContaining('Unsure: the function has changed since the service was built.'),
          expect.stringContaining('Unsure: the file was saved after the program was built,'),
        ]);
      },
    );
  },
);

/** A way to a service that leads through this process, as a tunnel to another machine does. Ends with the test. */
async function forward(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
