import type { Problem } from '../../shared/model/errors';
import { answerProblem } from '../net/answerProblem';
import { bodyProblem, type WantedBody } from './bodyProblem';
import type { HttpAgents } from '../net/httpAgents';
import type { HttpAnswer } from '../net/httpExchange';
import { hiddenProblem } from '../net/withoutSecrets';

/**
 * Why an answer is not what was asked for, in words that repeat no secret; null when it begins as it must.
 * @param request null where any body will do
 */
export function pprofProblem(agents: HttpAgents, answer: HttpAnswer, request: WantedBody | null): Problem | null {
  const problem =
    answerProblem(answer, agents.hasCredentials) ?? (request === null ? null : bodyProblem(request, answer));
  return problem === null ? null : hiddenProblem(problem, agents.secrets);
}
