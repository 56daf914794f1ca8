import { describe, expect, it } from 'vitest';
import { markedLine, openReader, writeModule } from '../goPrograms';
import { goMain } from './holdersOf';

/** A batch of notes, of which the function `send` does what is given. */
async function deletes(send: string): Promise<boolean> {
  const source = goMain(
    'time',
    `type note struct{ text []byte }
type notes struct{ pending []*note }

func (n *notes) add() {
	one := &note{text: make([]byte, 4096)} // HERE
	n.pending = append(n.pending, one)
}

func (n *notes) send() {
	${send}
}

func main() {
	n := new(notes)
	for {
		n.add()
		n.send()
		time.Sleep(time.Second)
	}
}`,
  );
  const folder = await writeModule({ 'main.go': source });
  const facts = await openReader().explainAllocation({
    path: `${folder}/main.go`,
    line: markedLine(source),
    function: '',
  });
  return facts?.deletes ?? false;
}

describe('what keeps a value and is emptied as a whole', () => {
  it.each([
    'batch := n.pending; n.pending = nil; println(len(batch))',
    'n.pending = n.pending[:0]',
    'n.pending = []*note{}',
    'n.pending = make([]*note, 0, 16)',
  ])('lets go of it: %s', async (send) => {
    expect(await deletes(send)).toBe(true);
  });

  it.each(['println(len(n.pending))', 'if len(n.pending) > 1 { n.pending = n.pending[1:] }', 'n.pending[0] = nil'])(
    'may keep it: %s',
    async (send) => {
      expect(await deletes(send)).toBe(false);
    },
  );
});
