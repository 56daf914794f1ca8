// What an editor shows that is not our extension: the words of a hover, without a mark of Markdown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoverText } from '../../../src/lsp/plain/hoverText';
import { codeSpan, markdownLink, markdownText } from '../../../src/shared/base/said/markdownText';
import { plainText } from '../../../src/shared/base/said/plainText';
import { factTable } from '../../../src/words/lines/factTable';

describe('the text of a hover', () => {
  it('has the words alone', () => {
    const title = markdownText('Probable goroutine leak: 162 goroutines stuck on “s.batches <- batch[:n]” (chan send)');
    const link = markdownLink(markdownText('gateway.go:25'), 'file:///src/gateway.go#25');
    const table = factTable([
      [markdownText('in use'), markdownText('11.2 MB')],
      [markdownText('seen first'), '10:04'],
    ]);
    const markdown = [
      `**${title}**`,
      `- started at ${link} ${codeSpan('main.(*gateway).serve')}: ${codeSpan('go s.receive()')}\n- … and 4 more`,
      `**Waiting goroutines** ${codeSpan('main.(*session).receive')}`,
      table,
    ].join('\n\n');
    expect(hoverText(markdown))
      .toBe(`Probable goroutine leak: 162 goroutines stuck on “s.batches <- batch[:n]” (chan send)

- started at gateway.go:25 main.(*gateway).serve: go s.receive()
- … and 4 more

Waiting goroutines main.(*session).receive

in use      11.2 MB
seen first  10:04`);
  });

  it('leaves code as it is', () => {
    const code = 'x := a["**"] * *b // [not](a link) &#58;';
    expect(hoverText(`${codeSpan(code)} **bold**`)).toBe(`${code} bold`);
  });

  it('says every name as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const said = plainText(name).trim();
        fc.pre(said !== '');
        expect(hoverText(`is ${markdownText(name)} is`)).toBe(`is ${plainText(name)} is`);
        expect(hoverText(factTable([[markdownText(said), markdownText(said)]]))).toContain(said);
      }),
    );
  });
});
