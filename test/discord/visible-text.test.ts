import { expect, it } from 'vitest';
import { visibleText } from '../support/discord/visible-text.ts';

const of = (content: string) => visibleText({ content });

it.each([
  ['# Title\n> **bold** _and_ ~~gone~~', 'Title\nbold and gone'],
  [
    String.raw`snake_case \*not bold\* \_nor this\_ 1\. \\ \> \# \@`,
    'snake_case *not bold* _nor this_ 1. \\ > # @',
  ],
  ['**a\\*\\*b** and 2 * 3 * 4', 'a**b and 2 * 3 * 4'],
  ["```ts\nconst a_b = '\\*';\n``` and `x*y*z`", "const a_b = '\\*';\n and x*y*z"],
  ['[the *guide*](https://example.org) <https://example.org/a_b_c>', 'the guide https://example.org/a_b_c'],
  [
    '<@123456789012345678> <#123456789012345678> <:whet:1> </question:1>',
    '@123456789012345678 #123456789012345678 :whet: /question',
  ],
  ['<t:0:R>', '1970-01-01T00:00:00.000Z'],
])('reads %s', (content, words) => {
  expect(of(content)).toBe(words);
});

it('reads embeds and components', () => {
  const text = visibleText({
    content: '',
    embeds: [
      { title: '**T**', description: 'D', fields: [{ name: 'N', value: 'V' }], footer: { text: 'F_f_' } },
    ],
    components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'go', label: 'Go' }] }],
  });
  expect(text).toBe('T\nD\nN\nV\nF_f_\nGo');
});

it('reads a form', () => {
  const input = { type: 4, custom_id: 'x', style: 1, value: 'V*v*', placeholder: 'P' };
  const components = [
    { type: 10, content: '**Words**' },
    { type: 18, label: 'L', description: 'D', component: input },
    { type: 18, label: 'S', component: { type: 3, custom_id: 'y', options: [{ label: 'One', value: '1' }] } },
  ];
  expect(visibleText({ title: 'T', components })).toBe('T\nWords\nL\nD\nP\nV*v*\nS\nOne');
});
