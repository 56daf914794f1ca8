import { expect, it } from 'vitest';
import { findingPage } from '../../src/mcp/findingMarkdown';
import { LeakLensError } from '../../src/shared/model/errors';
import type { EngineApi, TargetVerdict } from '../../src/shared/ports/engine/engineApi';
import { goWords } from '../support/go/goWords';
import { goroutineLeak } from '../words/go/findings/findings';

const source = Array.from({ length: 80 }, (_, line) => `\tline ${String(line + 1)}`).join('\n');

/** The page of a finding whose line is at `now`, 0-based. */
async function pageOf(
  { path, now }: { readonly path: string | null; readonly now: number | null },
  readSource: () => Promise<string> = () => Promise.resolve(source),
): Promise<string> {
  const leak = goroutineLeak();
  const finding = { ...leak, site: { ...leak.site!, path }, related: [] };
  const engine = { folders: () => ['/work'] } as unknown as EngineApi;
  const verdict = { lines: { now: () => now } } as unknown as TargetVerdict;
  return findingPage(finding, verdict, { words: goWords, engine, readSource });
}

it('shows the source around the line', async () => {
  const page = await pageOf({ path: '/work/sentinel/agent.go', now: 60 });
  expect(page).toContain('At `sentinel/agent.go:61`');
  expect(page).toMatch(/### Source\n.*agent\.go:61:\n```go\n {2}57 {5}line 57\n[^]*\n> 61 {5}line 61\n/);
});

it.each([
  ['whose file is not there', { path: null, now: null }, /its file is not among those here/],
  ['that has left its file', { path: '/work/sentinel/agent.go', now: null }, /has changed since the build/],
])('says why there is no source of a line %s', async (_, where, why) => {
  const page = await pageOf(where);
  expect(page).toMatch(/### Source\n- `[^`]*agent\.go:61`: /);
  expect(page).toMatch(why);
});

it('says why a file cannot be read', async () => {
  const denied = new LeakLensError({ kind: 'store', subject: '/work/sentinel/agent.go', detail: 'EACCES' });
  const page = await pageOf({ path: '/work/sentinel/agent.go', now: 60 }, () => Promise.reject(denied));
  expect(page).toContain('`/work/sentinel/agent.go:61`: its file cannot be read (EACCES).');
});
