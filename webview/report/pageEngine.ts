import type { ProfileAbout, ViewAnswer, ViewQuery } from '../../src/shared/model/views/profileView';
import type { ReportCall, ReportReply } from '../../src/shared/wires/reportPage';

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The worker of a report, which decodes the profile and answers its views: the page stays free to draw. */
export class PageEngine {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  /** @param script what the worker runs */
  constructor(script: Uint8Array<ArrayBuffer>) {
    const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    this.worker = new Worker(address);
    this.worker.addEventListener('message', ({ data }: MessageEvent<ReportReply>) => this.take(data));
    this.worker.addEventListener('error', ({ message }) => this.failAll(new Error(message)));
  }

  /** @throws Error in English, which says what the profile is instead */
  async open(profile: Uint8Array<ArrayBuffer>, base: Uint8Array<ArrayBuffer> | null): Promise<ProfileAbout> {
    const read = (bytes: Uint8Array) => ({ bytes, subject: 'profile' });
    const argument = { profile: read(profile), base: base === null ? null : read(base) };
    const contents = await this.call('open', argument);
    return (contents as { readonly about: ProfileAbout }).about;
  }

  /** @throws Error */
  async answer(query: ViewQuery): Promise<ViewAnswer> {
    return (await this.call('answer', query)) as ViewAnswer;
  }

  private call(method: ReportCall['method'], argument: unknown): Promise<unknown> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, method, argument } satisfies ReportCall);
    });
  }

  private take(reply: ReportReply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (waiting === undefined) return;
    if ('answer' in reply) waiting.resolve(reply.answer);
    else waiting.reject(new Error(reply.failure.problem?.detail ?? reply.failure.message ?? ''));
  }

  private failAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
