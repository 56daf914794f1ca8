import type { TargetStatus } from '../../shared/model/target/targetStatus';
import { messageText } from '../../shared/base/said/plainText';
import type { Face } from '../face';
import { reportProblem } from '../reportProblem';
import { say } from '../say';
import type { PlainNews } from './plainNews';

/** Says once that a service answers no more, and why; again only after it has answered, or for another reason. */
export function tellProblems({ connection, problemWords }: Face, news: Pick<PlainNews, 'targets'>): void {
  const said = new Map<string, string>();
  news.targets.on((targets) => {
    for (const { target, phase, problem } of targets) {
      if (phase === 'connected') said.delete(target.id);
      if (problem === null || said.get(target.id) === problem.kind) continue;
      said.set(target.id, problem.kind);
      say(connection, 'warning', problemText(target, reportProblem(problem, problemWords)));
    }
    const known = new Set(targets.map(({ target }) => target.id));
    for (const id of said.keys()) if (!known.has(id)) said.delete(id);
  });
}

function problemText(
  { name }: TargetStatus['target'],
  { message, nextStep }: { readonly message: string; readonly nextStep: string },
): string {
  return messageText(`${name}: ${message} ${nextStep}`, 1_000).trim();
}
