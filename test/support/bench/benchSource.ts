// What reading the source of a large package costs, and that it delays no poll.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { largePackage } from '../go/largePackage.ts';
import { bundleScript } from '../bundleScript.ts';
import { repositoryRoot } from '../paths.ts';
import type { BenchRow } from './benchRow.ts';

/** A package: the first is as large as that of a large server, the second larger than any that people write. */
interface Size {
  readonly lines: string;
  readonly files: number;
  /** Of seven lines and a blank one each. */
  readonly functionsEach: number;
  /** CPU seconds that reading may take, once; null where the answers are what gives way. */
  readonly mostSeconds: number | null;
}

const sizes: readonly Size[] = [
  { lines: '145,000', files: 70, functionsEach: 259, mostSeconds: 3 },
  { lines: '1,000,000', files: 400, functionsEach: 312, mostSeconds: null },
];
const mostMillisAPoll = 5;
/** Of the polls that the same watch makes where there is no source. */
const mostPercentMissed = 5;
const watchSeconds = 60;
/** Files that are older than the program are taken for its own. */
const past = new Date(2026, 0, 1);

const main = `package main

import (
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"time"

	"example.com/shop/big"
)

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("listening on http://" + listener.Addr().String())
	go func() {
		for range time.Tick(time.Second) {
			big.Run()
		}
	}()
	panic(http.Serve(listener, nil))
}
`;

interface Measured {
  /** CPU milliseconds of the first questions, and of the same questions with each later poll. */
  readonly once: number;
  readonly each: number;
  /** Questions answered with all that the package knows. */
  readonly named: number;
  readonly questions: number;
}

export async function benchSource(): Promise<BenchRow[]> {
  const script = await bundleScript(resolve(import.meta.dirname, 'sourceInNode.ts'));
  const rows: BenchRow[] = [];
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'leaklens-bench-'));
    try {
      await write(folder, size, 1);
      const program = await build(folder);
      await write(folder, size, size.functionsEach);
      rows.push(...(await readingRows(script, folder, size)));
      if (program !== null) rows.push(await watchRow(program, folder, size));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return rows;
}

/** Functions that are added later stand behind those that the program was built from: no line moves. */
async function write(folder: string, { files }: Size, functionsEach: number): Promise<void> {
  const texts = {
    ...largePackage(files, functionsEach),
    'go.mod': 'module example.com/shop\n\ngo 1.22\n',
    'main.go': main,
    'big/run.go': 'package big\n\nfunc Run() { start() }\n',
  };
  for (const [name, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
    await utimes(join(folder, name), past, past);
  }
}

/** Null where there is no Go. */
async function build(folder: string): Promise<string | null> {
  const program = join(folder, 'service');
  const built = promisify(execFile)('go', ['build', '-buildvcs=false', '-o', program, '.'], { cwd: folder });
  return built.then(
    () => program,
    () => null,
  );
}

async function readingRows(script: string, folder: string, { lines, files, mostSeconds }: Size): Promise<BenchRow[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, folder, String(files)]);
  const { once: first, each, named, questions } = JSON.parse(stdout) as Measured;
  const peer = await gofmtSeconds(join(folder, 'big'));
  const name = `a package of ${lines} lines`;
  return [
    {
      name: `${name}, ${questions} questions (${named} mistakes named), CPU once`,
      unit: 's',
      ours: first / 1000,
      peer: peer === null ? null : { name: 'gofmt -l', value: peer },
      budget: mostSeconds === null ? null : { most: mostSeconds },
    },
    { name: `${name}, the same with each poll`, unit: 'ms', ours: each, peer: null, budget: { most: mostMillisAPoll } },
  ];
}

/** CPU time of parsing and printing every file; null where there is no Go. */
async function gofmtSeconds(folder: string): Promise<number | null> {
  const timed = promisify(execFile)('bash', ['-c', 'TIMEFORMAT="%U %S"; time gofmt -l . >/dev/null'], { cwd: folder });
  return timed.then(
    ({ stderr }) =>
      stderr
        .trim()
        .split(' ')
        .reduce((sum, each) => sum + Number(each), 0),
    () => null,
  );
}

/** A watch in the package's own folder, while its goroutines leak, beside one in a folder without source. */
async function watchRow(program: string, folder: string, { lines }: Size): Promise<BenchRow> {
  const elsewhere = await mkdtemp(join(tmpdir(), 'leaklens-bench-'));
  try {
    const without = await watched(program, elsewhere);
    const { polls, findings } = await watched(program, folder);
    const counts = `${polls} of ${without.polls} kept, ${findings.length} findings of ${without.findings.length}`;
    return {
      name: `polls missed beside ${lines} lines: ${counts}`,
      unit: '%',
      ours: Math.max(0, (1 - polls / without.polls) * 100),
      peer: null,
      budget: { most: mostPercentMissed },
    };
  } finally {
    await rm(elsewhere, { recursive: true, force: true });
  }
}

interface Watched {
  readonly polls: number;
  readonly findings: readonly unknown[];
}

async function watched(program: string, cwd: string): Promise<Watched> {
  const child = spawn(program, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const cli = resolve(repositoryRoot, 'dist/cli.js');
    const args = ['watch', line.replace('listening on ', ''), '--for', `${watchSeconds}s`, '--format', 'json'];
    const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], options);
    return JSON.parse(stdout) as Watched;
  } finally {
    child.kill('SIGKILL');
  }
}
