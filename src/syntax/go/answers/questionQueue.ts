import type { SourceReply, SourceRequest } from '../../../shared/model/go/goSource';

interface Waiting {
  readonly request: SourceRequest;
  readonly settle: (reply: SourceReply) => void;
  readonly fail: (error: unknown) => void;
}

/** Gathers questions: those that come while others are answered go together, which costs little more than one of them. */
export class QuestionQueue {
  private readonly answer: (requests: readonly SourceRequest[]) => Promise<readonly SourceReply[]>;
  private waiting: Waiting[] = [];
  private isAnswering = false;

  constructor(answer: (requests: readonly SourceRequest[]) => Promise<readonly SourceReply[]>) {
    this.answer = answer;
  }

  /** Rejects with whatever kept all that was asked together from being answered: a thread that was lost, a defect. */
  ask(request: SourceRequest): Promise<SourceReply> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, settle: resolve, fail: reject });
      if (!this.isAnswering) void this.answerAll();
    });
  }

  private async answerAll(): Promise<void> {
    this.isAnswering = true;
    // Whoever asks now may have more to ask.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const asked = this.waiting.splice(0);
      try {
        const replies = await this.answer(asked.map(({ request }) => request));
        asked.forEach(({ settle }, at) => settle(replies[at] ?? null));
      } catch (error) {
        for (const { fail } of asked) fail(error);
      }
    }
    this.isAnswering = false;
  }
}
