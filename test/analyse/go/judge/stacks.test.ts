import { describe, expect, it } from 'vitest';
import { megabyte } from '../../builders';
import { evidence, watch } from './builders';

/** A goroutine that has called itself so often, as deep as a profile shows, beside others that wait. */
const calling = (depth: number, others = 6) => {
  const turns = Array.from({ length: Math.min(depth, 120) }, () => 'main.look@/ws/look.go:36').join(';');
  const waiting = `runtime.gopark;runtime.selectgo;main.idle@/ws/idle.go:9;main.main@/ws/main.go:5 ${String(others)}`;
  return `runtime.gopark;runtime.selectgo;main.pause@/ws/look.go:9;${turns};main.main@/ws/main.go:5 1\n${waiting}`;
};

describe('the stacks of goroutines', () => {
  it('grow on the line of a recursion that goes ever deeper', () => {
    const [finding, ...others] = watch((nth) => ({
      goroutines: calling(nth * 20 + 1),
      memory: { stackInuse: nth * megabyte },
    }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      kind: 'stack-growth',
      confidence: 'probable',
      site: { line: 36, path: '/ws/look.go' },
    });
    expect(evidence(finding, 'recursion')).toBe(120);
  });

  it('are told of the process where no stack shows why', () => {
    const findings = watch((nth) => ({ goroutines: calling(5), memory: { stackInuse: nth * megabyte } }));
    expect(findings).toMatchObject([{ kind: 'stack-growth', confidence: 'possible', site: null }]);
  });

  it.each([
    { what: 'goroutines explain them', others: (nth: number) => nth * 100, stacks: (nth: number) => nth * megabyte },
    { what: 'they stand still', others: () => 6, stacks: () => 64 * megabyte },
    { what: 'they come and go', others: () => 6, stacks: (nth: number) => (1 + (nth % 4)) * 8 * megabyte },
  ])('are nothing when $what', ({ others, stacks }) => {
    const findings = watch((nth) => ({ goroutines: calling(120, others(nth)), memory: { stackInuse: stacks(nth) } }));
    expect(findings.filter(({ kind }) => kind === 'stack-growth')).toEqual([]);
  });
});
