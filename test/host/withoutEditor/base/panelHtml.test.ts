import { describe, expect, it } from 'vitest';
import { panelCsp, renderPanelHtml, type PanelHtmlParts } from '../../../../src/host/base/panelHtml';

const parts: PanelHtmlParts = {
  cspSource: 'https://*.vscode-cdn.net',
  nonce: 'abc123',
  scriptUri: 'https://file+.vscode-resource.vscode-cdn.net/dist/trends.js',
  styleUri: 'https://file+.vscode-resource.vscode-cdn.net/dist/trends.css',
  language: 'en',
  title: 'Trends',
  l10nBundle: null,
};

describe('the content security policy', () => {
  it('allows our script by nonce, our styles and fonts by source, and nothing else', () => {
    expect(panelCsp(parts)).toBe(
      "default-src 'none'; script-src 'nonce-abc123'; style-src https://*.vscode-cdn.net 'nonce-abc123'; " +
        'font-src https://*.vscode-cdn.net; img-src https://*.vscode-cdn.net',
    );
  });

  it('stands in the page before anything it governs', () => {
    const html = renderPanelHtml(parts);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<link'));
    expect(html).toContain(`content="${panelCsp(parts)}"`);
  });
});

describe('the page', () => {
  it('has no inline code: no handler, no style attribute, no script without source but the data block', () => {
    const html = renderPanelHtml({ ...parts, l10nBundle: { Memory: 'Speicher' } });
    expect(html).not.toMatch(/\son[a-z]+=|\sstyle=|<style/i);
    expect(html.match(/<script[^>]*>/g)).toEqual([
      '<script type="application/json" id="l10n">',
      `<script nonce="abc123" src="${parts.scriptUri}">`,
    ]);
  });

  it("hands the toolkit's styles the nonce", () => {
    expect(renderPanelHtml(parts)).toContain('<meta property="csp-nonce" content="abc123">');
  });

  it('carries a translation that cannot leave its data block, and reads back unchanged', () => {
    const bundle = { Memory: '</script><script>alert(1)</script><!--' };
    const html = renderPanelHtml({ ...parts, l10nBundle: bundle });
    const data = /id="l10n">([^<]*)<\/script>/.exec(html)?.[1] ?? '';
    expect(JSON.parse(data)).toEqual(bundle);
    expect(html).not.toContain('alert(1)</script>');
  });

  it('escapes what stands in attributes and text', () => {
    const html = renderPanelHtml({ ...parts, title: '<b>"T"</b>', language: 'x" onload="y' });
    expect(html).toContain('<title>&lt;b&gt;&quot;T&quot;&lt;/b&gt;</title>');
    expect(html).toContain('lang="x&quot; onload=&quot;y"');
  });
});
