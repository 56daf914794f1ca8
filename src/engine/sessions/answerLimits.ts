import type { EngineSettings } from '../../shared/model/settings/settings';

/** How long an answer of a service may take, and how much it may be. */
export interface AnswerLimits {
  readonly timeoutMillis: number;
  readonly maxBodyBytes: number;
}

/** What the settings say of it. */
export function answerLimits({ requestTimeoutSeconds, maximumResponseMegabytes }: EngineSettings): AnswerLimits {
  return { timeoutMillis: requestTimeoutSeconds * 1000, maxBodyBytes: maximumResponseMegabytes * 2 ** 20 };
}
