import type { FindingKind } from '../../shared/model/finding';
import type { Runtimes } from '../../shared/ports/runtime/runtime';

/** A rule for each kind of finding, in the order of `ruleKinds`, as SARIF 2.1.0 has them (3.49 reportingDescriptor). */
export function sarifRules(runtimes: Runtimes): readonly Record<string, unknown>[] {
  return runtimes.all.flatMap(({ findings, words }, at) => {
    const earlier = ruleKinds({ all: runtimes.all.slice(0, at) });
    const own = findings.filter(({ kind }) => !earlier.includes(kind));
    return own.map(({ kind, isExplanation }) => {
      const { name, short, help } = words.rule(kind);
      return {
        id: kind,
        name,
        shortDescription: { text: short },
        fullDescription: { text: short },
        help: { text: help },
        defaultConfiguration: { level: isExplanation ? 'none' : 'warning' },
      };
    });
  });
}

/** The kinds of all runtimes, one after the other; one that two have is the first one's. */
export function ruleKinds({ all }: Pick<Runtimes, 'all'>): readonly FindingKind[] {
  return [...new Set(all.flatMap(({ findings }) => findings.map(({ kind }) => kind)))];
}
