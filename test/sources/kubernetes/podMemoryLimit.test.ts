import { expect, it } from 'vitest';
import { podMemoryLimit } from '../../../src/sources/kubernetes/podMemoryLimit';

const limited = (memory: unknown, port?: number) => ({
  ...(port === undefined ? {} : { ports: [{ containerPort: port }] }),
  resources: { limits: { cpu: '1', memory } },
});
const pod = (spec: unknown) => JSON.stringify({ kind: 'Pod', spec });

it.each([
  ['512Mi', 512 * 2 ** 20],
  ['1Gi', 2 ** 30],
  ['0.5Gi', 2 ** 29],
  ['500M', 500e6],
  ['128974848', 128974848],
  ['1e3', 1000],
  ['128974848000m', 128974848],
  ['1k', 1000],
  ['much', null],
  ['-5', null],
  [null, null],
])('reads a limit of %j', (memory, bytes) => {
  expect(podMemoryLimit(pod({ containers: [limited(memory)] }), 6060)).toBe(bytes);
});

it.each([
  ['the container that declares the port', { containers: [limited('1Gi', 80), limited('2Gi', 6060)] }, 2 * 2 ** 30],
  ['the only container', { containers: [limited('1Gi', 80)] }, 2 ** 30],
  ['none of several that do not declare it', { containers: [limited('1Gi'), limited('2Gi')] }, null],
  ['the pod, where that is less', { ...limited('1Gi'), containers: [limited('2Gi')] }, 2 ** 30],
  ['no container at all', {}, null],
])('takes the limit of %s', (_name, spec, bytes) => {
  expect(podMemoryLimit(pod(spec), 6060)).toBe(bytes);
});

it('says nothing of what is no pod', () => {
  expect(podMemoryLimit('null', 1)).toBeNull();
  expect(podMemoryLimit('no JSON', 1)).toBeNull();
});
