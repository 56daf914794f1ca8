/** The variable that names the folder into which tests write what they leave behind. */
export const folderVariable = 'LEAKLENS_TEST_FOLDER';

/** Files of one package's folder. */
export const hookFiles = {
  package: 'package',
  begun: 'begun',
  goroutinesBefore: 'goroutines.before.txt',
  heapBefore: 'heap.before.pb.gz',
  goroutinesAfter: 'goroutines.after.txt',
  goroutines: 'goroutines.pb.gz',
  heapAfter: 'heap.after.pb.gz',
  leaked: 'leaked.pb.gz',
  /** The last one, with the milliseconds that goroutines had for their end. */
  ended: 'ended',
} as const;

/**
 * Goroutines that were told to end need a moment for it: goleak looks twenty times in somewhat less than half a second (goleak/options.go), and
 * busy machines take longer.
 */
const longestWaitMillis = 1000;

/** Of an allocation profile, bytes: a package's tests allocate little, and end soon. */
const samplingBytes = 64 * 1024;

/**
 * A file that joins package `testing` for this build. It writes what there is before the first test and after the last, by the profiles that
 * `testing` has at hand itself (testDeps.WriteProfileTo, Go 1.8 and later), so that TestMain, parallel tests, and os.Exit behind m.Run
 * are all the same to it. In a program that is not asked to, and in those that tests start themselves, it does nothing.
 */
export const hookSource = `package testing

import (
	"os"
	"runtime"
	"strconv"
	"time"
)

var leaklensFolder = os.Getenv("${folderVariable}")
var leaklensGoroutines = 0

func init() {
	if leaklensFolder == "" {
		return
	}
	os.Unsetenv("${folderVariable}")
	runtime.MemProfileRate = ${String(samplingBytes)}
}

func leaklensStart(name string) {
	if leaklensFolder == "" {
		return
	}
	folder, err := os.MkdirTemp(leaklensFolder, "package")
	if err != nil {
		folder = ""
	}
	leaklensFolder = folder
	leaklensWrite("${hookFiles.package}", name)
}

func leaklensWrite(file, text string) {
	if leaklensFolder != "" {
		os.WriteFile(leaklensFolder+"/"+file, []byte(text), 0o600)
	}
}

func (m *M) leaklensProfile(name, file string, debug int) {
	out, err := os.Create(leaklensFolder + "/" + file)
	if err != nil {
		return
	}
	// This Go has no profile of that name.
	defer func() {
		if recover() != nil {
			os.Remove(leaklensFolder + "/" + file)
		}
	}()
	defer out.Close()
	if err := m.deps.WriteProfileTo(name, out, debug); err != nil {
		panic(err)
	}
}

func (m *M) leaklensRun() func() {
	if leaklensFolder == "" {
		return func() {}
	}
	if leaklensGoroutines == 0 {
		runtime.GC()
		runtime.GC()
		m.leaklensProfile("heap", "${hookFiles.heapBefore}", 0)
		m.leaklensProfile("goroutine", "${hookFiles.goroutinesBefore}", 2)
		leaklensGoroutines = runtime.NumGoroutine()
		leaklensWrite("${hookFiles.begun}", "")
	}
	return m.leaklensEnd
}

func (m *M) leaklensEnd() {
	began := time.Now()
	runtime.GC()
	for pause := time.Millisecond; runtime.NumGoroutine() > leaklensGoroutines && time.Since(began) < ${String(longestWaitMillis)}*time.Millisecond; pause *= 2 {
		if pause > 100*time.Millisecond {
			pause = 100 * time.Millisecond
		}
		time.Sleep(pause)
	}
	waited := time.Since(began)
	m.leaklensProfile("goroutineleak", "${hookFiles.leaked}", 0)
	m.leaklensProfile("goroutine", "${hookFiles.goroutinesAfter}", 2)
	m.leaklensProfile("goroutine", "${hookFiles.goroutines}", 0)
	runtime.GC()
	runtime.GC()
	m.leaklensProfile("heap", "${hookFiles.heapAfter}", 0)
	leaklensWrite("${hookFiles.ended}", strconv.FormatInt(waited.Milliseconds(), 10))
}
`;

/** The calls that `testing.go` makes of it, each at the end of the line that begins a function, so that lines stay where they are. */
const calls: readonly (readonly [function_: RegExp, call: string])[] = [
  [/^func MainStart\(deps testDeps,.*\) \*M \{$/m, 'leaklensStart(deps.ImportPath())'],
  [/^func \(m \*M\) Run\(\) (?:\(code int\)|int) \{$/m, 'defer m.leaklensRun()()'],
];

/** `testing.go` with the calls; null where it is not as any Go so far has it. */
export function hookedSource(testing: string): string | null {
  let source = testing;
  for (const [declaration, call] of calls) {
    const found = declaration.exec(source);
    if (found === null) return null;
    const at = found.index + found[0].length;
    source = `${source.slice(0, at)} ${call}${source.slice(at)}`;
  }
  return source;
}
