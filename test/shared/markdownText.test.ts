import { describe, expect, it } from 'vitest';
import { markdownText } from '../../src/host/markdownText';

describe('text in Markdown', () => {
  it('shows just what it says', () => {
    expect(markdownText('a_b [x](command:y) $(bug) <img>\n| c & d')).toBe(
      'a\\_b \\[x\\]\\(command\\:y\\) \\$\\(bug\\) &lt;img\\> \\| c &amp; d',
    );
  });
});
