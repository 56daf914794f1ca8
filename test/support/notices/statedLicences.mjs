// What packages say of their licences elsewhere than in a file of their own.
import { readFileSync } from 'node:fs';

const mit = (/** @type {string} */ holder) => `The MIT License (MIT)

${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const microsoft = [mit('Copyright (c) Microsoft Corporation. All rights reserved.')];

/** Texts of packages that are published without one; their package.json and repository name the licence. */
export const statedTexts = {
  '@vscode/l10n': microsoft,
  '@microsoft/fast-element': microsoft,
  '@microsoft/fast-foundation': microsoft,
  '@microsoft/fast-web-utilities': microsoft,
};

/** The Eclipse Public License, which wants the place of the source to be named. */
const eclipse = (/** @type {string} */ holder, /** @type {string} */ source) => [
  `${holder}\n\nThe source is available from ${source}.`,
  readFileSync(new URL('EPL-1.0.txt', import.meta.url), 'utf8'),
];

/** What was compiled into files of a package, which npm knows nothing of: its cgmanifest.json, and the grammar it was built with. */
export const heldWithin = {
  '@dagrejs/dagre': [
    {
      name: '@dagrejs/graphlib',
      version: '4.0.6',
      purl: 'pkg:npm/%40dagrejs/graphlib@4.0.6',
      license: 'MIT',
      homepage: 'https://github.com/dagrejs/graphlib',
      texts: [mit('Copyright (c) 2012-2014 Chris Pettitt')],
    },
  ],
  '@vscode/tree-sitter-wasm': [
    {
      name: 'tree-sitter',
      version: '0.25.1',
      purl: 'pkg:github/tree-sitter/tree-sitter@v0.25.1',
      license: 'MIT',
      homepage: 'https://github.com/tree-sitter/tree-sitter',
      texts: [mit('Copyright (c) 2018-2024 Max Brunsfeld')],
    },
    {
      name: 'tree-sitter-go',
      version: '0.25.0',
      purl: 'pkg:github/tree-sitter/tree-sitter-go@v0.25.0',
      license: 'MIT',
      homepage: 'https://github.com/tree-sitter/tree-sitter-go',
      texts: [mit('Copyright (c) 2014 Max Brunsfeld')],
    },
  ],
  '@modelcontextprotocol/server': [
    {
      name: '@cfworker/json-schema',
      version: '4.1.1',
      purl: 'pkg:npm/%40cfworker/json-schema@4.1.1',
      license: 'MIT',
      homepage: 'https://github.com/cfworker/cfworker/tree/master/packages/json-schema',
      texts: [mit('Copyright (c) 2020 Jeremy Danyow')],
    },
    {
      name: 'content-type',
      version: '1.0.5',
      purl: 'pkg:npm/content-type@1.0.5',
      license: 'MIT',
      homepage: 'https://github.com/jshttp/content-type',
      texts: [mit('Copyright (c) 2015 Douglas Christopher Wilson')],
    },
  ],
  '@hpcc-js/wasm-graphviz': [
    {
      name: 'graphviz',
      version: '16.1.0',
      purl: 'pkg:gitlab/graphviz/graphviz@16.1.0',
      license: 'EPL-1.0',
      homepage: 'https://graphviz.org',
      texts: eclipse(
        'Copyright (c) 2011 AT&T Intellectual Property. All rights reserved.',
        'https://gitlab.com/graphviz/graphviz/-/tags/16.1.0',
      ),
    },
  ],
};
