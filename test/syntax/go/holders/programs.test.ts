import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Holder } from '../../../../src/shared/model/holder';
import { openReader } from '../goPrograms';

const folder = join(import.meta.dirname, '../../../services').replaceAll('\\', '/');

/** The line of a program that allocates, what keeps that, and the line that puts it there, as who reads the program says. */
const truth: readonly (readonly [file: string, line: string, kind: Holder['kind'], name: string, stored: string])[] = [
  ['blog/router.go', 'reflect.MakeSlice', 'map', 'rt.unknown', 'rt.unknown[path] = newRoute'],
  ['patterns/abbey/main.go', 'text, err := io.ReadAll', 'slice', 'ix.titles', 'ix.titles = append'],
  ['patterns/archive/main.go', 'block:   make', 'deferred', 'f.close', 'defer f.close()'],
  ['patterns/auctions/main.go', 'b := &bid{', 'slice', 'h.bidders', 'h.bidders[bidder] = append'],
  ['patterns/backlog/main.go', 'd := &document{', 'channel', 'x.queue', 'x.queue <- d'],
  ['patterns/canteen/session.go', 'fresh := &session{', 'container', 's.byToken', 's.byToken.Store'],
  ['patterns/chatbots/main.go', 'transcript.WriteString(greeting)', 'stack', 'transcript', 'case text := <-c.said'],
  ['patterns/console/main.go', 'return o.text.Write(p)', 'buffer', 'o.text', 'return o.text.Write(p)'],
  ['patterns/counters/main.go', 'return &histogram{}', 'map', 'v.children', 'v.children[labels] = child'],
  ['patterns/dairy/gauge/gauge.go', 's = new(Series)', 'map', 'b.series', 'b.series[name] = byLabel'],
  ['patterns/deadlines/main.go', 'return &basket{', 'timer', 'time.AfterFunc', 'time.AfterFunc('],
  ['patterns/deduper/main.go', 'd.seen[f] = true', 'map', 'd.seen', 'd.seen[f] = true'],
  ['patterns/descriptors/main.go', 's := &scan{', 'finalizer', 'runtime.SetFinalizer', 'runtime.SetFinalizer('],
  ['patterns/embassy/bus.go', 'form := make([]rune', 'slice', 'b.handlers', 'b.handlers = append'],
  ['patterns/encoders/main.go', 'fresh := make([]byte', 'slice', 'o.failed', 'o.failed = append'],
  ['patterns/fountain/main.go', 'from := &origin{', 'context', 'context.WithValue', 'return context.WithValue'],
  ['patterns/frames/main.go', 'f := &frame{', 'map', 'c.frames', 'c.frames[f.number*2] = f'],
  ['patterns/gazette/layout/press.go', 't, err := template.New', 'map', 'p.pages', 'p.pages[src] = t'],
  ['patterns/gazette/layout/press.go', 'b.WriteString(strings.Repeat', 'map', 'p.pages', 'p.pages[src] = t'],
  ['patterns/hooks/main.go', 'w := &writer{', 'slice', 'l.hooks', 'l.hooks = append'],
  ['patterns/hostel/pool/pool.go', 'c = &conn{', 'map', 'p.busy', 'p.busy[c.id] = c'],
  ['patterns/inbox/main.go', 'raw, err := io.ReadAll', 'slice', 'x.subjects', 'x.subjects = append'],
  ['patterns/isthmus/main.go', 'if err := dec.Decode(&d)', 'slice', 'a.papers', '*a.papers = append'],
  ['patterns/jetty/logger.go', 'fmt.Fprintf(&l.pending', 'buffer', 'l.pending', 'fmt.Fprintf(&l.pending'],
  ['patterns/journal/main.go', 'line := fmt.Sprintf', 'slice', 'j.lines', 'j.lines = append'],
  ['patterns/menagerie/main.go', 'g.byTag[tag] = passage', 'map', 'g.byTag', 'g.byTag[tag] = passage'],
  ['patterns/pages/main.go', 'body := bytes.Clone', 'map', 'r.cache', 'r.cache[address] = body'],
  ['patterns/pantry/lru/lru.go', 'c.items[key] = c.order.PushFront', 'map', 'c.items', 'c.items[key] ='],
  ['patterns/prefixes/main.go', 'n.children[at] = &node', 'slice', 'n.children', 'n.children[at] = &node'],
  ['patterns/presence/main.go', 'p.online[id] = person', 'map', 'p.online', 'p.online[id] = person'],
  ['patterns/reports/main.go', 's := &sheet{', 'goroutine', 'p.print', 'go p.print(s)'],
  ['patterns/routes/main.go', 'pool:    reflect.MakeSlice', 'map', 'r.routes', 'r.routes[path] = created'],
  ['patterns/samples/main.go', 's.points = append', 'slice', 's.points', 's.points = append'],
  ['patterns/spool/main.go', 'j := &job{', 'container', 's.jobs', 's.jobs.PushFront'],
  ['patterns/telescopes/main.go', 'first := make([]exposure', 'stack', 'first', 'other := <-second'],
  ['patterns/tokens/main.go', 'text := string(document)', 'map', 'u.tokens', 'u.tokens[token] ='],
  ['patterns/traces/main.go', 's := &span{', 'context', 'context.WithValue', 'return context.WithValue'],
  ['patterns/visitors/main.go', 'v.seen[id] = s', 'map', 'v.seen', 'v.seen[id] = s'],
  ['patterns/visits/main.go', 'v := &visit{', 'slice', 't.visits', 't.visits = append'],
];

/** Healthy programs: what keeps what they keep on purpose. */
const healthy: readonly (readonly [file: string, line: string, kind: Holder['kind'], name: string, stored: string])[] =
  [
    ['patterns/notebook/main.go', 'n.page = append(n.page, line)', 'slice', 'n.page', 'n.page = append(n.page, line)'],
    ['patterns/pgpool/main.go', 'c := &conn{', 'slice', 'p.free', 'p.free = append(p.free, c)'],
    ['patterns/pressure/main.go', 'l.queue <- &item{', 'channel', 'l.queue', 'l.queue <- &item{'],
    ['patterns/quotes/main.go', 'f.last[symbol] = q', 'map', 'f.last', 'f.last[symbol] = q'],
    ['patterns/recent/main.go', 'd := &document{', 'container', 'r.order', 'r.order.PushFront(d)'],
    ['patterns/recorder/main.go', 'b := &block{', 'slice', 'r.blocks', 'r.blocks[r.next'],
    ['patterns/regatta/main.go', 'results := make', 'variable', 'rc.results', 'rc.results ='],
  ];

async function holderAt(file: string, line: string): Promise<Holder | undefined> {
  const path = `${folder}/${file}`;
  const facts = await openReader().explainAllocation({ path, line: lineWith(path, line), function: '' });
  return facts?.holders[0];
}

function lineWith(path: string, text: string): number {
  const at = readFileSync(path, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text) && !line.trimStart().startsWith('//'));
  if (at < 0) throw new Error(`${path} has no line with ${text}`);
  return at + 1;
}

describe.each([
  ['programs that leak', truth],
  ['healthy programs', healthy],
])('%s', (_, rows) => {
  it.each(rows)('%s: %s', async (...[file, line, kind, name, stored]) => {
    const path = `${folder}/${file}`;
    const at = { path, line: lineWith(path, stored) };
    expect(await holderAt(file, line)).toMatchObject({ kind, name, stored: at });
  });
});

describe('what the programs take out again', () => {
  it.each([
    ['patterns/auctions/main.go', 'b := &bid{', 'some'],
    ['patterns/frames/main.go', 'f := &frame{', 'some'],
    ['patterns/hostel/pool/pool.go', 'c = &conn{', 'some'],
    ['patterns/presence/main.go', 'p.online[id] = person', 'some'],
    ['patterns/visits/main.go', 'v := &visit{', 'none'],
    ['patterns/tokens/main.go', 'text := string(document)', 'none'],
    ['patterns/pantry/lru/lru.go', 'c.items[key] = c.order.PushFront', 'none'],
    ['patterns/recorder/main.go', 'b := &block{', 'unknown'],
  ] as const)('%s: %s: %s', async (file, line, removal) => {
    expect((await holderAt(file, line))?.removal).toBe(removal);
  });
});
