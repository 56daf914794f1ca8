import { LeakLensError } from '../../shared/model/errors';
import type { Profile } from '../../shared/model/profile';
import type {
  ProfileAbout,
  ProfileViewKinds,
  ProfileViewName,
  ViewAnswer,
  ViewQuery,
} from '../../shared/model/views/profileView';
import type { GoroutinesQuery, GoroutinesWindow } from '../../shared/model/views/goroutinesView';
import type { ProfileLines } from '../../shared/model/views/profileLines';
import type { TopQuery, TopWindow } from '../../shared/model/views/topView';
import type { ViewScope } from '../../shared/model/views/viewScope';
import { baseName } from '../reports/cleanPath';
import { BadPattern } from './badPattern';
import { flameView } from './flameView';
import type { OwnerOf } from './frameTables';
import { graphView } from './graph/graphView';
import type { ComparedGoroutines } from './goroutines/comparedGoroutines';
import { goroutinesView } from './goroutines/goroutinesView';
import { labelKeys, labelTexts, withLabelLevel } from '../reports/labelLevel';
import { labelRows } from './labelRows';
import { peekView } from './peekView';
import { PreparedView } from './preparedView';
import { profileLines } from './profileLines';
import { sourceView } from './sourceView';
import { topView } from './topView';

/** One file a view; a view that is missing here does not compile. */
const views: {
  readonly [K in Exclude<ProfileViewName, 'goroutines'>]: (
    view: PreparedView,
    ask: ProfileViewKinds[K]['query'],
    ownerOf: OwnerOf,
  ) => ProfileViewKinds[K]['answer'];
} = {
  flame: flameView,
  top: (view, ask, ownerOf) => topView(view, ask, ownerOf),
  graph: graphView,
  source: sourceView,
  peek: peekView,
};

/** Scopes that are remembered: going back and forth between two is instant, and a large profile takes its own size for each. */
const mostPrepared = 3;

/** One opened profile, or the difference to a base, as all views ask it. Remembers what it worked out for the scopes used last. */
export class ProfileViews {
  private readonly profile: Profile;
  private readonly base: Profile | null;
  private readonly readGoroutines: (() => ComparedGoroutines) | null;
  private knownGoroutines: ComparedGoroutines | null = null;
  private readonly prepared = new Map<string, PreparedView>();

  /** @param goroutines what is told of each of the goroutines that it counts; null for what counts something else */
  constructor(profile: Profile, base: Profile | null, goroutines: (() => ComparedGoroutines) | null = null) {
    this.profile = profile;
    this.base = base;
    this.readGoroutines = goroutines;
  }

  about(): ProfileAbout {
    const { profile } = this;
    const { timeNanos, durationNanos, sampleTypes, defaultSampleType } = profile;
    return {
      sampleTypes,
      defaultSample: sampleTypes[defaultSampleType]?.type ?? '',
      samples: profile.samples.count,
      functions: profile.functions.count,
      labelKeys: labelKeys(profile).slice(0, mostKeys),
      collectedAtMillis: timeNanos === 0n ? null : Number(timeNanos / 1_000_000n),
      durationMillis: durationNanos === 0n ? null : Number(durationNanos / 1_000_000n),
      binary: binaryName(profile),
      comments: profile.comments.slice(0, mostComments),
      hasBase: this.base !== null,
      hasGoroutines: this.readGoroutines !== null,
    };
  }

  answer({ view, scope, ask }: ViewQuery, ownerOf: OwnerOf): ViewAnswer {
    try {
      if (view === 'goroutines') return { view, window: this.goroutines(scope, ask, ownerOf) };
      if (view === 'top' && (ask.label ?? '') !== '') return { view, window: this.topByLabel(scope, ask, ownerOf) };
      // The pair of name and question is what the union says; TypeScript does not follow it through the table.
      const answer = views[view] as (view: PreparedView, ask: unknown, ownerOf: OwnerOf) => unknown;
      return { view, window: answer(this.prepare(scope), ask, ownerOf) } as ViewAnswer;
    } catch (error) {
      if (!(error instanceof BadPattern)) throw error;
      return { view: 'bad-pattern', pattern: error.pattern, detail: error.detail };
    }
  }

  /** @throws BadPattern; LeakLensError `unreadable` for what counts something else */
  private goroutines(scope: ViewScope, query: GoroutinesQuery, ownerOf: OwnerOf): GoroutinesWindow {
    if (this.readGoroutines === null) {
      throw new LeakLensError({ kind: 'unreadable', subject: 'profile', detail: 'it does not count goroutines' });
    }
    this.knownGoroutines ??= this.readGoroutines();
    return goroutinesView(this.prepare(scope), this.knownGoroutines, query, ownerOf);
  }

  /** @throws BadPattern */
  private topByLabel(scope: ViewScope, query: TopQuery, ownerOf: OwnerOf): TopWindow {
    const { label: key = '' } = query;
    const { profile, base } = this;
    const view = this.prepare({ ...scope, labelLevel: key, granularity: 'function' });
    const rows = view.remembered('labels', JSON.stringify([key, query.noLabel]), () => {
      const texts = [profile, ...(base === null ? [] : [base])].flatMap((one) => [...labelTexts(one, key)]);
      return labelRows(view, { key, none: query.noLabel ?? '' }, new Set(texts));
    });
    return topView(view, query, ownerOf, rows);
  }

  /** What lines cost; none where an expression cannot be read, of which the views say more. @param files see `profileLines` */
  lines(scope: ViewScope, files: ReadonlyMap<string, string>): ProfileLines {
    try {
      return profileLines(this.prepare(scope), files);
    } catch (error) {
      if (!(error instanceof BadPattern)) throw error;
      return { sampleType: { type: '', unit: '' }, total: 0, signed: false, shownIn: '', lines: [] };
    }
  }

  /** @throws BadPattern */
  private prepare(scope: ViewScope): PreparedView {
    const key = JSON.stringify([scope.sample, scope.granularity, scope.refinements, scope.normalize, scope.labelLevel]);
    const view = this.prepared.get(key) ?? this.prepareAnew(scope);
    this.prepared.delete(key);
    this.prepared.set(key, view);
    for (const [oldest] of this.prepared) {
      if (this.prepared.size <= mostPrepared) break;
      this.prepared.delete(oldest);
    }
    return view.sayIn(scope.unit);
  }

  /** @throws BadPattern */
  private prepareAnew(scope: ViewScope): PreparedView {
    const { profile, base } = this;
    const { labelLevel: key } = scope;
    if (key === '') return new PreparedView(profile, base, scope);
    return new PreparedView(withLabelLevel(profile, key), base === null ? null : withLabelLevel(base, key), scope);
  }
}

function binaryName({ mappings: [main] }: Profile): string {
  return main === undefined || main.file === '' ? '' : baseName(main.file);
}

const mostComments = 20;

/** More keys than this are no choice. */
const mostKeys = 50;
