import type { SourceRequest } from '../../../shared/model/go/goSource';
import type { PackageAnswer } from './packageReading';

/** More lines than a program shows at a time; an answer is some hundred bytes. */
const maxAnswers = 4000;

interface Answer {
  readonly fingerprint: string;
  readonly answer: PackageAnswer;
}

/** Answers by question, each for as long as the files that it came from are the same. */
export class AnswerCache {
  /** The last asked for last. */
  private readonly answers = new Map<string, Answer>();

  /** Undefined when the question is new, or was about other files. */
  find(request: SourceRequest, fingerprint: string): PackageAnswer | undefined {
    const key = keyOf(request);
    const answer = this.answers.get(key);
    if (answer?.fingerprint !== fingerprint) return undefined;
    this.answers.delete(key);
    this.answers.set(key, answer);
    return answer.answer;
  }

  keep(request: SourceRequest, fingerprint: string, answer: PackageAnswer): void {
    const key = keyOf(request);
    this.answers.delete(key);
    this.answers.set(key, { fingerprint, answer });
    for (const [oldest] of this.answers) {
      if (this.answers.size <= maxAnswers) break;
      this.answers.delete(oldest);
    }
  }
}

function keyOf({ about, question }: SourceRequest): string {
  return JSON.stringify([about, question]);
}
