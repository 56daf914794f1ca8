import type { Finding } from '../../../src/shared/model/finding';

/** What a target that has been watched for long is found to do wrong. */
export function found(...findings: readonly Finding[]) {
  return { findings, earlier: [] as readonly Finding[], isSettled: true };
}
