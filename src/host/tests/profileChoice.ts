import { l10n, window, type Memento, type QuickPickItem } from 'vscode';
import { testProfileKinds, type TestProfileKind } from '../../shared/model/tests/testProfile';
import { pickOne } from '../base/prompts';
import type { WantedTest } from './testWanted';

/** What of a test is recorded, and how long. */
export interface ProfileChoice {
  readonly profile: TestProfileKind;
  /** How often it is run. */
  readonly count: number;
  /** Of a benchmark's run: `2s`, `100x`; empty for Go's own. */
  readonly time: string;
}

type Pace = Pick<ProfileChoice, 'count' | 'time'>;

const paceKey = 'leaklens.tests.pace';
const onceAsGoDoes: Pace = { count: 1, time: '' };

/** Asks what to record; how often and how long is asked only of who wants it otherwise, and remembered. Null when the person gave up. */
export async function askChoice(
  { test }: WantedTest,
  memento: Pick<Memento, 'get' | 'update'>,
): Promise<ProfileChoice | null> {
  const isBenchmark = test.kind === 'benchmark';
  for (let pace = memento.get<Pace>(paceKey, onceAsGoDoes); ;) {
    const picked = await pickOne(itemsFor(isBenchmark, pace), {
      placeHolder: l10n.t('Record what of {0}?', test.name),
    });
    if (picked === undefined) return null;
    if (picked.profile !== null) return { ...pace, profile: picked.profile };
    const changed = await askPace(isBenchmark, pace);
    if (changed === null) return null;
    pace = changed;
    await memento.update(paceKey, pace);
  }
}

type Item = QuickPickItem & { readonly profile: TestProfileKind | null };

function itemsFor(isBenchmark: boolean, pace: Pace): readonly Item[] {
  const kinds = testProfileKinds.map((profile): Item => ({ ...profileWords(profile), profile }));
  const time = pace.time === '' ? '1s' : pace.time;
  const label = isBenchmark
    ? l10n.t('$(settings-gear) Runs and time: {0} × {1}…', pace.count, time)
    : l10n.t('$(settings-gear) Runs: {0}…', pace.count);
  return [...kinds, { label, profile: null }];
}

function profileWords(profile: TestProfileKind): Pick<QuickPickItem, 'label' | 'detail'> {
  return {
    cpu: { label: l10n.t('CPU'), detail: l10n.t('Where time goes.') },
    heap: { label: l10n.t('Heap'), detail: l10n.t('What is still in use when the run ends.') },
    allocs: { label: l10n.t('Allocations'), detail: l10n.t('All that was allocated, in use or not.') },
    block: { label: l10n.t('Block'), detail: l10n.t('Where goroutines waited for others.') },
    mutex: { label: l10n.t('Mutex'), detail: l10n.t('Which locks others had to wait for.') },
  }[profile];
}

async function askPace(isBenchmark: boolean, pace: Pace): Promise<Pace | null> {
  const count = await window.showInputBox({
    prompt: l10n.t('How often is it run? (-count)'),
    value: String(pace.count),
    validateInput: (text) => (/^[1-9]\d{0,2}$/.test(text) ? undefined : l10n.t('A number from 1 to 999.')),
  });
  if (count === undefined) return null;
  if (!isBenchmark) return { ...pace, count: Number(count) };
  const time = await window.showInputBox({
    prompt: l10n.t('How long is each run, or how many operations? (-benchtime, as 2s or 100x)'),
    value: pace.time === '' ? '1s' : pace.time,
    validateInput: (text) => (isTime(text) ? undefined : l10n.t('A time as 2s or 500ms, or a count as 100x.')),
  });
  return time === undefined ? null : { count: Number(count), time };
}

function isTime(text: string): boolean {
  return /^(?:\d+x|(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+)$/.test(text);
}

/** What code lenses, tests and other extensions pass; null where a person is to be asked. */
export function givenChoice(argument: unknown): ProfileChoice | null {
  if (typeof argument !== 'object' || argument === null || !('profile' in argument)) return null;
  const profile = testProfileKinds.find((kind) => kind === argument.profile);
  if (profile === undefined) return null;
  const count = 'count' in argument && typeof argument.count === 'number' ? argument.count : 1;
  const time = 'time' in argument && typeof argument.time === 'string' ? argument.time : '';
  return { profile, count, time };
}
