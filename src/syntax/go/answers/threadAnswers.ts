import type { SourceReply, SourceRequest } from '../../../shared/model/go/goSource';
import type { ThreadCalls } from '../../../shared/ports/threadCalls';
import type { SourceAnswers } from './goSourceReader';

/** What a thread that reads source is asked. */
export interface SourceCalls {
  /** One reply a request, in order. */
  answer(requests: readonly SourceRequest[]): Promise<readonly SourceReply[]>;
  /** @param about null for all files */
  forget(about: { readonly path: string | null }): void;
}

/** Answers of a thread. It begins with the first question; what it does not know yet, it need not forget. */
export function threadAnswers(thread: ThreadCalls<SourceCalls>): SourceAnswers {
  let wasAsked = false;
  return {
    answer(requests) {
      wasAsked = true;
      return thread.call('answer', requests, { subject: subjectOf(requests[0]) });
    },
    forget(path) {
      // A thread that is lost has forgotten everything.
      if (wasAsked) void thread.call('forget', { path: path ?? null }, { subject: path ?? '' }).catch(() => undefined);
    },
  };
}

/** What a question is about, for errors. */
function subjectOf(request: SourceRequest | undefined): string {
  if (request === undefined) return '';
  if (request.about === 'retained') return request.question.folders[0] ?? '';
  return request.about === 'library' ? request.question.site.file : request.question.path;
}
