import { expect, it } from '@jest/globals';
import { acceptsPage } from '../src/http/acceptsPage.js';

it.each([
  ['a browser’s', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['in capitals', 'Text/HTML; charset=utf-8', true],
  ['of little weight', 'application/json, text/html;q=0.001', true],
  ['of none', 'application/json, text/html;q=0', false],
  ['of none, in full', 'text/html;level=1 ; Q=0.000, */*', false],
  ['a program’s', '*/*', false],
  ['of a type that only begins so', 'text/html-template', false],
  ['empty', '', false],
])('when an Accept is %s, then a page is accepted or not: %s, %s', (_what, accept, isPage) => {
  expect(acceptsPage(accept)).toBe(isPage);
});
