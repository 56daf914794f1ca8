import { batch, computed, signal, type Signal } from '@preact/signals';
import type {
  ProfileAbout,
  ProfileViewKinds,
  ProfileViewName,
  ViewQuery,
} from '../../src/shared/model/views/profileView';
import type { LinesShown } from '../../src/shared/model/views/profileLines';
import type { MemoryView } from '../../src/shared/model/views/memoryView';
import type { FrameKey } from '../../src/shared/model/views/viewFrames';
import type { Refinement, ViewScope } from '../../src/shared/model/views/viewScope';
import {
  firstProfileState,
  profileTabs,
  type FromProfileView,
  type PictureFormat,
  type ProfileTab,
  type ProfileTitle,
  type ProfileViewState,
  type SavedView,
  type ToProfileView,
} from '../../src/shared/wires/profileMessages';
import { readTheme } from '../base/theme';
import { ScopeHistory } from './scopeHistory';

export type Phase =
  /** A person is to say for how long the service records. */
  | { readonly name: 'toRecord'; readonly seconds: number }
  /** A person is to read that the service stops for it. */
  | { readonly name: 'toStop'; readonly goroutines: number | null }
  /** `seconds` while a service records. */
  | { readonly name: 'opening'; readonly seconds: number | null }
  | { readonly name: 'opened'; readonly about: ProfileAbout }
  | { readonly name: 'failed'; readonly message: string; readonly nextStep: string };

type Answers = { readonly [K in ProfileViewName]: Signal<ProfileViewKinds[K]['answer'] | null> };

/** Everything the view of a profile shows, as signals. Changes come from the host (`receive`) and from the person (the verbs below). */
export class ProfileStore {
  readonly title = signal<ProfileTitle | null>(null);
  readonly phase = signal<Phase>({ name: 'opening', seconds: null });
  /** The file is another one on disk by now. */
  readonly isOutdated = signal(false);
  /** The profile is renewed with each poll of its service. */
  readonly isFollowing = signal(false);
  /** What it says on source lines; null while it says nothing there. */
  readonly onLines = signal<LinesShown | null>(null);
  readonly state = signal<ProfileViewState>(firstProfileState);
  /** The newest answer of each view: it stays until the next one is there. */
  readonly answers: Answers = {
    flame: signal(null),
    top: signal(null),
    graph: signal(null),
    goroutines: signal(null),
    peek: signal(null),
    source: signal(null),
  };
  /** Where the memory of the process is; null until it is told. */
  readonly memory = signal<MemoryView | null>(null);
  /** An expression that cannot be read, or a question that failed; empty otherwise. */
  readonly problem = signal('');
  /** Counts up when what is opened is another profile: every view asks anew. */
  readonly edition = signal(0);
  readonly theme = signal(readTheme());
  readonly history = new ScopeHistory();
  readonly scope = computed(() => this.state.value.scope);
  /** What has a name, for any profile. */
  readonly views = signal<readonly SavedView[]>([]);
  /** The name of the saved view that is shown; empty where it has none. */
  readonly shownView = computed(() => this.views.value.find(({ state }) => this.isShown(state))?.name ?? '');
  /** Only what counts goroutines has a view of them, and only what belongs to a process one of its memory. */
  readonly tabs = computed(() => {
    const has: Partial<Record<ProfileTab, boolean>> = {
      goroutines: this.about?.hasGoroutines === true,
      memory: this.title.value?.hasMemory === true,
    };
    return profileTabs.filter((tab) => has[tab] !== false);
  });
  readonly shownTab = computed(() => this.tabs.value.find((tab) => tab === this.state.value.tab) ?? 'flame');
  /** What the table is asked for: another profile may have no label of that key. */
  readonly top = computed(() => {
    const { top } = this.state.value;
    const isKnown = this.about?.labelKeys.includes(top.label) === true;
    return isKnown ? top : { ...top, label: '' };
  });
  readonly unit = computed(() => this.sampleType.value.unit);

  private readonly waiting = new Map<ProfileViewName, number>();
  private lastId = 0;
  /** Whether there is an editor around the page, which shows lines and keeps views. */
  readonly hasEditor: boolean;
  private readonly post: (message: FromProfileView) => void;

  constructor(post: (message: FromProfileView) => void, { hasEditor = true } = {}) {
    this.post = post;
    this.hasEditor = hasEditor;
  }

  get about(): ProfileAbout | null {
    return this.phase.value.name === 'opened' ? this.phase.value.about : null;
  }

  readonly sampleType = computed(() => {
    const { about } = this;
    const wanted = this.state.value.scope.sample || (about?.defaultSample ?? '');
    return about?.sampleTypes.find(({ type }) => type === wanted) ?? { type: '', unit: '' };
  });

  receive(message: ToProfileView): void {
    batch(() => {
      switch (message.type) {
        case 'toRecord':
          this.begin(message.title, { name: 'toRecord', seconds: message.seconds });
          break;
        case 'toStop':
          this.begin(message.title, { name: 'toStop', goroutines: message.goroutines });
          break;
        case 'opening':
          this.begin(message.title, { name: 'opening', seconds: message.seconds });
          break;
        case 'renewed':
          this.title.value = message.title;
          this.phase.value = { name: 'opened', about: message.about };
          this.problem.value = '';
          this.waiting.clear();
          this.edition.value += 1;
          break;
        case 'notRenewed':
          this.problem.value = message.message;
          break;
        case 'look':
          this.history.went(this.scope.value);
          this.state.value = message.state;
          break;
        case 'opened':
          this.open(message);
          break;
        case 'failed':
          this.begin(message.title, { name: 'failed', message: message.message, nextStep: message.nextStep });
          break;
        case 'answer':
          this.take(message);
          break;
        case 'memory':
          this.memory.value = message.memory;
          break;
        case 'refused':
          if ([...this.waiting.values()].includes(message.id)) this.problem.value = message.message;
          break;
        case 'changed':
          this.isOutdated.value = true;
          break;
        case 'onLines':
          this.onLines.value = message.shown;
          if (message.problem !== '') this.problem.value = message.problem;
          break;
        case 'views':
          this.views.value = message.views;
      }
    });
  }

  /** Asks for a window of a view; an answer to an earlier question of the same view is not taken any more. */
  ask<V extends ProfileViewName>(view: V, ask: ProfileViewKinds[V]['query']): void {
    if (this.about === null) return;
    this.lastId += 1;
    this.waiting.set(view, this.lastId);
    // The pair of name and question is what the union says.
    this.post({ type: 'ask', id: this.lastId, query: { view, scope: this.scope.value, ask } as ViewQuery });
  }

  askMemory(): void {
    this.post({ type: 'askMemory' });
  }

  showTab(tab: ProfileTab): void {
    this.keep({ tab });
  }

  select(selected: FrameKey | null): void {
    this.keep({ selected });
  }

  setFlame(flame: Partial<ProfileViewState['flame']>): void {
    this.keep({ flame: { ...this.state.value.flame, ...flame } });
  }

  setTop(top: Partial<ProfileViewState['top']>): void {
    this.keep({ top: { ...this.state.value.top, ...top } });
  }

  setGoroutines(goroutines: Partial<ProfileViewState['goroutines']>): void {
    this.keep({ goroutines: { ...this.state.value.goroutines, ...goroutines } });
  }

  setGraph(graph: Partial<ProfileViewState['graph']>): void {
    this.keep({ graph: { ...this.state.value.graph, ...graph } });
  }

  /** What every tab is about becomes another; the way back is remembered. */
  setScope(scope: Partial<ViewScope>): void {
    this.history.went(this.scope.value);
    this.showScope({ ...this.scope.value, ...scope });
  }

  /** The same in another unit: what is seen of it stays. */
  setUnit(unit: string): void {
    this.history.went(this.scope.value);
    this.keep({ scope: { ...this.scope.value, unit } });
  }

  /** Of most kinds one counts; of what is ignored or hidden, each. */
  refine(refinement: Refinement): void {
    if (refinement.pattern === '') return;
    const adds = refinement.kind === 'ignore' || refinement.kind === 'hide';
    const others = this.scope.value.refinements.filter(
      ({ kind, pattern }) => kind !== refinement.kind || (adds && pattern !== refinement.pattern),
    );
    this.setScope({ refinements: [...others, refinement] });
  }

  unrefine(refinement: Refinement): void {
    this.setScope({ refinements: this.scope.value.refinements.filter((one) => one !== refinement) });
  }

  /** What is counted, the filters and the tab become those of a saved view; which frame is looked at stays. */
  showView(name: string): void {
    const saved = this.views.value.find((view) => view.name === name);
    if (saved === undefined) return;
    const { tab, scope, flame, top, goroutines } = saved.state;
    this.history.went(this.scope.value);
    this.keep({
      tab,
      scope,
      flame: { ...flame, from: 0, to: 1, of: null },
      top,
      goroutines: { ...goroutines, opened: null },
    });
  }

  saveView(): void {
    this.post({ type: 'saveView', state: this.state.value });
  }

  forgetView(name: string): void {
    this.post({ type: 'forgetView', name });
  }

  back(): void {
    const scope = this.history.back(this.scope.value);
    if (scope !== null) this.showScope(scope);
  }

  forward(): void {
    const scope = this.history.forward(this.scope.value);
    if (scope !== null) this.showScope(scope);
  }

  goTo(frame: FrameKey): void {
    this.post({ type: 'goTo', frame });
  }

  choose(id: string): void {
    this.post({ type: 'choose', id });
  }

  record(seconds: number): void {
    this.post({ type: 'record', seconds });
  }

  /** The service may stop for it. */
  stopService(): void {
    this.post({ type: 'stop' });
  }

  cancel(): void {
    this.post({ type: 'cancel' });
  }

  follow(on: boolean): void {
    this.isFollowing.value = on;
    this.post({ type: 'follow', on });
  }

  showOnLines(on: boolean): void {
    this.post({ type: 'onLines', on });
  }

  /** What is seen is compared with what is now, or with nothing any more. */
  showChanges(on: boolean): void {
    this.post({ type: 'changes', on });
  }

  compare(): void {
    this.post({ type: 'compare' });
  }

  reload(): void {
    this.post({ type: 'reload' });
  }

  copy(text: string): void {
    this.post({ type: 'copy', text });
  }

  save(format: PictureFormat, content: string): void {
    this.post({ type: 'save', format, content });
  }

  readThemeAgain(): void {
    this.theme.value = readTheme();
  }

  /** Nothing of what was seen before holds any more. */
  private begin(title: ProfileTitle, phase: Phase): void {
    this.title.value = title;
    this.phase.value = phase;
    this.isOutdated.value = false;
    this.isFollowing.value = false;
    this.onLines.value = null;
  }

  private open({ title, about, state }: Extract<ToProfileView, { type: 'opened' }>): void {
    this.title.value = title;
    this.phase.value = { name: 'opened', about };
    this.state.value = state;
    this.problem.value = '';
    this.isOutdated.value = false;
    for (const answer of Object.values(this.answers)) answer.value = null;
    this.waiting.clear();
    this.edition.value += 1;
  }

  private take({ id, answer }: Extract<ToProfileView, { type: 'answer' }>): void {
    if (answer.view === 'bad-pattern') {
      if ([...this.waiting.values()].includes(id)) this.problem.value = `${answer.pattern}: ${answer.detail}`;
      return;
    }
    if (this.waiting.get(answer.view) !== id) return;
    this.waiting.delete(answer.view);
    this.problem.value = '';
    (this.answers[answer.view] as Signal<unknown>).value = answer.window;
    if (answer.view === 'top' && answer.window.copied !== '') this.copy(answer.window.copied);
  }

  private isShown({ tab, scope }: ProfileViewState): boolean {
    const now = this.state.value;
    return tab === now.tab && JSON.stringify(scope) === JSON.stringify(now.scope);
  }

  private showScope(scope: ViewScope): void {
    // Boxes stand elsewhere in another scope: all of them are shown.
    this.keep({ scope, flame: { ...this.state.value.flame, from: 0, to: 1 } });
  }

  private keep(part: Partial<ProfileViewState>): void {
    const state = { ...this.state.value, ...part };
    this.state.value = state;
    this.post({ type: 'keep', state });
  }
}
