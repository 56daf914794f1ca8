import type { FindingKind } from '../../shared/model/finding';
import type { Runtimes } from '../../shared/ports/runtime/runtime';

/** A rule for each kind of finding, in the order of `ruleKinds`, as SARIF 2.1.0 has them (3.49 reportingDescriptor). */
export function sarifRules({ all }: Runtimes): readonly Record<string, unknown>[] {
  return all.flatMap(({ findings, words }) =>
    findings.map(({ kind, isExplanation }) => {
      const { name, short, help } = words.rule(kind);
      return {
        id: kind,
        name,
        shortDescription: { text: short },
        fullDescription: { text: short },
        help: { text: help },
        defaultConfiguration: { level: isExplanation ? 'none' : 'warning' },
      };
    }),
  );
}

/** The kinds of all runtimes, one after the other. */
export function ruleKinds({ all }: Runtimes): readonly FindingKind[] {
  return all.flatMap(({ findings }) => findings.map(({ kind }) => kind));
}
