// What is said of a verdict whose numbers this round does not tell anew.
import { expect, it } from 'vitest';
import { heldFinding, standingFinding } from '../../../src/analyse/judge/standingFinding';
import { leak } from '../../engine/findings/builders';

const finding = leak({
  evidence: [
    { name: 'count', value: 412, unit: 'goroutines' },
    { name: 'bytes', value: 33_000_000, unit: 'bytes' },
  ],
});

it.each([
  ['stands', standingFinding],
  ['is held', heldFinding],
])('one that %s has the number of now, and no bytes that are a count', (_what, told) => {
  const { amount, evidence } = told(finding, 420);
  expect(amount).toEqual({ value: 420, unit: 'goroutines' });
  expect(evidence.filter(({ name }) => name !== 'stands')).toEqual([
    { name: 'count', value: 420, unit: 'goroutines' },
    { name: 'bytes', value: 33_000_000, unit: 'bytes' },
  ]);
});
