import { expect, it } from 'vitest';
import { usualLimits } from '../../../../src/syntax/go/answers/packageReading';
import { markedLine, openReader, writeModule } from '../goPrograms';
import { shortly } from './holdersOf';

const source = `package main

type session struct{ data []byte }

type hub struct{ open map[int]*session }

func (h *hub) add(id int) {
	s := &session{data: make([]byte, 4096)} // HERE
	h.open[id] = s
}

func main() { h := &hub{open: map[int]*session{}}; h.add(1); h.end(1) }
`;

const far = `package main

func (h *hub) end(id int) { delete(h.open, id) }
`;

it.each([
  ['that is read whole', usualLimits],
  ['of which a part is read', { ...usualLimits, whole: 0 }],
] as const)('finds what takes out elsewhere in a package %s', async (_, limits) => {
  const folder = await writeModule({ 'main.go': source, 'far.go': far });
  const question = { path: `${folder}/main.go`, line: markedLine(source), function: 'main.(*hub).add' };
  const facts = await openReader(limits).explainAllocation(question);
  expect(facts?.holders.map(shortly)).toEqual(['by map h.open some']);
});

it('says nothing of taking out where there is no room to read who does', async () => {
  const folder = await writeModule({ 'main.go': source, 'far.go': far });
  const question = { path: `${folder}/main.go`, line: markedLine(source), function: 'main.(*hub).add' };
  const facts = await openReader({ ...usualLimits, whole: 0, step: 0, cut: 0, cuts: 0 }).explainAllocation(question);
  expect(facts?.holders.map(shortly)).toEqual(['by map h.open']);
});
