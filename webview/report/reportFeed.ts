import { t } from '@vscode/l10n';
import type { ProfileViewName, ViewQuery } from '../../src/shared/model/views/profileView';
import type {
  FromProfileView,
  PictureFormat,
  ProfileTitle,
  ProfileViewState,
  ToProfileView,
} from '../../src/shared/wires/profileMessages';
import type { PackedProfile, ReportPage } from '../../src/shared/wires/reportPage';
import type { PageEngine } from './pageEngine';
import { unpack } from './unpack';

interface Question {
  readonly id: number;
  readonly query: ViewQuery;
}

export interface ReportFeedParts {
  readonly page: ReportPage;
  readonly engine: () => Promise<PageEngine>;
  readonly post: (message: ToProfileView) => void;
  /** Rejects where the browser forbids it. */
  readonly copy: (text: string) => Promise<void>;
  /** Keeps a picture as a file. */
  readonly save: (format: PictureFormat, content: string) => void;
}

/** The conversation with the view of a profile, as the editor has it, in a page that holds the profiles itself. */
export class ReportFeed {
  private readonly parts: ReportFeedParts;
  private readonly states = new Map<string, ProfileViewState>();
  /** The newest question of each view; older ones are not waited for. */
  private readonly questions = new Map<ProfileViewName, Question>();
  private chosen: PackedProfile | undefined;
  private isAsking = false;

  constructor(parts: ReportFeedParts) {
    this.parts = parts;
    this.chosen = parts.page.profiles[0];
  }

  receive(message: FromProfileView): void {
    switch (message.type) {
      case 'ready':
      case 'reload':
        void this.open();
        break;
      case 'ask':
        this.questions.set(message.query.view, message);
        void this.askNext();
        break;
      case 'keep':
        if (this.chosen !== undefined) this.states.set(this.chosen.id, message.state);
        break;
      case 'choose':
        this.chosen = this.parts.page.profiles.find(({ id }) => id === message.id) ?? this.chosen;
        void this.open();
        break;
      case 'copy':
        void this.copy(message.text);
        break;
      case 'save':
        this.parts.save(message.format, message.content);
        break;
      case 'goTo':
      case 'saveView':
      case 'forgetView':
      case 'record':
      case 'cancel':
      case 'follow':
      case 'compare':
      case 'onLines':
      case 'askMemory':
      case 'changes':
      case 'stop':
        // The page has no source, no service and no workspace, and offers no way to them.
        break;
    }
  }

  /** Never rejects: what fails is told to the view. */
  private async open(): Promise<void> {
    const { chosen } = this;
    const { page, engine, post } = this.parts;
    if (chosen === undefined) return;
    const title = this.title(chosen);
    this.questions.clear();
    post({ type: 'opening', title, seconds: null });
    try {
      const profile = await unpack(chosen.profile);
      const base = chosen.base === null ? null : await unpack(chosen.base);
      const about = await (await engine()).open(profile, base);
      if (this.chosen !== chosen) return;
      post({ type: 'opened', title, about, state: this.states.get(chosen.id) ?? page.state });
    } catch (error) {
      const nextStep = t('Write the report again, or open it in another browser.');
      post({ type: 'failed', title, message: wordsOf(error), nextStep });
    }
  }

  /** Never rejects: a browser that has no clipboard for this page is said. */
  private async copy(text: string): Promise<void> {
    try {
      await this.parts.copy(text);
    } catch {
      const message = t('Nothing was copied: the browser does not let this page use the clipboard.');
      this.parts.post({ type: 'notRenewed', message });
    }
  }

  /** One at a time, so that what nobody waits for any more is never worked out. */
  private async askNext(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    for (let next = this.takeQuestion(); next !== undefined; next = this.takeQuestion()) await this.ask(next);
    this.isAsking = false;
  }

  private async ask({ id, query }: Question): Promise<void> {
    const { engine, post } = this.parts;
    try {
      post({ type: 'answer', id, answer: await (await engine()).answer(query) });
    } catch (error) {
      post({ type: 'refused', id, message: wordsOf(error) });
    }
  }

  private takeQuestion(): Question | undefined {
    const [first] = this.questions.values();
    if (first !== undefined) this.questions.delete(first.query.view);
    return first;
  }

  private title({ id }: PackedProfile): ProfileTitle {
    const { title, profiles } = this.parts.page;
    const choices = profiles.map((one) => ({ id: one.id, name: one.name }));
    return { ...title, choices, chosen: id, pprof: null, live: null, hasMemory: false };
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
