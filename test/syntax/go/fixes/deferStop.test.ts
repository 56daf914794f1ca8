// A ticker that nobody stops: where `defer t.Stop()` is certain it is offered, where somebody else may need the ticker it is not.
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  complaints,
  explain,
  hasGo,
  markedLine,
  openReader,
  vetComplaints,
  writeModule,
} from '../goPrograms';

const head = `package main

import "time"
`;

/** Everything behind the imports; the line that waits is marked. */
const forgotten = {
  'a loop with an end': `
func poll(times int) {
	ticker := time.NewTicker(time.Second)
	for range times {
		<-ticker.C // HERE
	}
}

func main() { poll(3) }
`,
  'a loop that a channel ends': `
func poll(done chan struct{}) {
	ticker := time.NewTicker(time.Second) // each second
	for {
		select { // HERE
		case <-done:
			return
		case <-ticker.C:
		}
	}
}

func main() { poll(make(chan struct{})) }
`,
  'a ticker that is set anew': `
func poll(times int) {
	t := time.NewTicker(time.Second)
	t.Reset(time.Minute)
	for range times {
		<-t.C // HERE
	}
}

func main() { poll(3) }
`,
  'a function literal in a goroutine': `
func main() {
	done := make(chan struct{})
	go func() {
		ticker := time.NewTicker(time.Second)
		<-ticker.C // HERE
		close(done)
	}()
	<-done
}
`,
};

const kept = {
  'stopped with defer': `
func poll(times int) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range times {
		<-ticker.C // HERE
	}
}

func main() { poll(3) }
`,
  'stopped in a deferred function': `
func poll(times int) {
	ticker := time.NewTicker(time.Second)
	defer func() { ticker.Stop() }()
	for range times {
		<-ticker.C // HERE
	}
}

func main() { poll(3) }
`,
  'stopped by whoever gets it': `
func stop(t *time.Ticker) { t.Stop() }

func poll(times int) {
	ticker := time.NewTicker(time.Second)
	defer stop(ticker)
	for range times {
		<-ticker.C // HERE
	}
}

func main() { poll(3) }
`,
  'kept in a struct': `
type clock struct{ ticker *time.Ticker }

func (c *clock) start(times int) {
	ticker := time.NewTicker(time.Second)
	c.ticker = ticker
	for range times {
		<-ticker.C // HERE
	}
}

func main() {
	var c clock
	c.start(3)
	c.ticker.Stop()
}
`,
  'made in a struct': `
type clock struct{ ticker *time.Ticker }

func main() {
	c := &clock{ticker: time.NewTicker(time.Second)}
	<-c.ticker.C // HERE
}
`,
  'put into a literal': `
type clock struct{ ticker *time.Ticker }

func start() *clock {
	ticker := time.NewTicker(time.Second)
	<-ticker.C // HERE
	return &clock{ticker: ticker}
}

func main() { start().ticker.Stop() }
`,
  returned: `
func warm() *time.Ticker {
	ticker := time.NewTicker(time.Second)
	<-ticker.C // HERE
	return ticker
}

func main() { warm().Stop() }
`,
  'sent away': `
func warm(tickers chan<- *time.Ticker) {
	ticker := time.NewTicker(time.Second)
	<-ticker.C // HERE
	tickers <- ticker
}

func main() {
	tickers := make(chan *time.Ticker, 1)
	warm(tickers)
	(<-tickers).Stop()
}
`,
  'under another name': `
func poll() {
	ticker := time.NewTicker(time.Second)
	same := ticker
	<-ticker.C // HERE
	same.Stop()
}

func main() { poll() }
`,
  'its channel is read by another goroutine that outlives the function': `
func poll() {
	ticker := time.NewTicker(time.Second)
	go func() {
		for range 10 {
			<-ticker.C // HERE
		}
	}()
}

func main() { poll() }
`,
  'made anew in each turn of a loop': `
func main() {
	for range 3 {
		ticker := time.NewTicker(time.Second)
		<-ticker.C // HERE
	}
}
`,
  'of the whole package': `
var ticker = time.NewTicker(time.Second)

func main() {
	<-ticker.C // HERE
}
`,
  'in a function that never returns': `
func main() {
	ticker := time.NewTicker(time.Second)
	for {
		<-ticker.C // HERE
	}
}
`,
  'a timer, which ends by itself': `
func main() {
	timer := time.NewTimer(time.Second)
	<-timer.C // HERE
}
`,
};

function waitOf(source: string): 'select' | 'chan-receive' {
  return source.includes('select {') ? 'select' : 'chan-receive';
}

describe('defer t.Stop() is offered for', () => {
  it.each(Object.entries(forgotten))('%s', async (_name, body) => {
    const source = head + body;
    const { fixes } = await explain(source, waitOf(source));
    expect(fixes.map(({ kind }) => kind)).toEqual(['defer-stop']);
    const made = source.split('\n').findIndex((line) => line.includes('time.NewTicker'));
    const fixed = applyEdits(source, fixes[0]?.edits ?? []).split('\n');
    expect(fixed[made + 1]?.trim()).toBe(fixes[0]?.writes);
    expect(fixed.toSpliced(made + 1, 1).join('\n')).toBe(source);
  });
});

describe('defer t.Stop() is not offered for a ticker that is', () => {
  it.each(Object.entries(kept))('%s', async (_name, body) => {
    const source = head + body;
    expect((await explain(source, waitOf(source))).fixes).toEqual([]);
  });
});

describe.runIf(hasGo)('with the Go tools', () => {
  it('each of these programs is formatted and passes go vet', async () => {
    const bodies = Object.values({ ...forgotten, ...kept });
    const folder = await writeModule(Object.fromEntries(bodies.map((body, at) => [`p${at}/shop.go`, head + body])));
    expect([complaints(folder), vetComplaints(folder)]).toEqual(['', '']);
  });

  it('a program with the fix is formatted, passes go vet, and has nothing left to fix', async () => {
    const sources = Object.values(forgotten).map((body) => head + body);
    const folder = await writeModule(Object.fromEntries(sources.map((source, at) => [`p${at}/shop.go`, source])));
    for (const [at, source] of sources.entries()) {
      const path = `${folder}/p${at}/shop.go`;
      const explained = async (text: string) =>
        openReader().explainWait({ path, line: markedLine(text), kind: waitOf(text), function: '', spawn: null });
      const fixed = applyEdits(source, (await explained(source))?.fixes[0]?.edits ?? []);
      expect(fixed).not.toBe(source);
      await writeFile(path, fixed);
      expect((await explained(fixed))?.fixes).toEqual([]);
    }
    expect([complaints(folder), vetComplaints(folder)]).toEqual(['', '']);
  });
});
