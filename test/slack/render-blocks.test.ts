import { describe, expect, test } from 'vitest';
import { readAction } from '../../adapters/slack/render/buttons.ts';
import { renderCard } from '../../adapters/slack/render/card.ts';
import type { Block } from '../../src/chat/card.ts';
import { cardOf } from '../contract/cards.ts';
import { actionNames } from '../support/action-names.ts';
import { problemsOf } from '../support/slack/block-kit.ts';
import { visibleText } from '../support/slack/visible-text.ts';

const names = { member: (id: string) => ({ U1: 'Maya', U2: 'leo_b' })[id] ?? id };

function blocksOf(...blocks: readonly Block[]) {
  return renderCard(cardOf(...blocks), names).blocks;
}

describe('tables', () => {
  const table = (rows: string[][]): Block => ({ type: 'table', columns: ['#', 'Member', 'Votes'], rows });

  test('are Slack’s, with numbers to the right', () => {
    const [block] = blocksOf(table([['🥇', 'Maya', '12']]));
    expect(block).toMatchObject({
      type: 'table',
      column_settings: [{}, { align: 'left' }, { align: 'right' }],
    });
    expect(visibleText(block)).toBe('#\nMember\nVotes\n🥇\nMaya\n12');
  });

  test('the second in a message is a list, as is what is beyond a hundred rows', () => {
    const rows = Array.from({ length: 105 }, (_, index) => [String(index), `m${index}`, '1']);
    const blocks = blocksOf(table([['1', 'Maya', '2']]), table([['2', 'Leo', '1']]));
    expect(blocks.map(({ type }) => type)).toEqual(['table', 'rich_text']);
    expect(visibleText(blocks[1])).toBe('#: 2 · Member: Leo · Votes: 1');
    const many = blocksOf(table(rows));
    expect(many[0]).toMatchObject({ type: 'table', rows: { length: 100 } });
    expect(visibleText(many)).toContain('Member: m104');
  });

  test('short rows and empty cells are filled', () => {
    const blocks = blocksOf({ type: 'table', columns: ['A'], rows: [['', 'b'], []] });
    expect(problemsOf({ text: '', blocks })).toEqual([]);
  });
});

describe('lists', () => {
  test('go on counting in the next block', () => {
    const items = Array.from({ length: 45 }, (_, index) => `item ${index + 1}`);
    const lists = blocksOf({ type: 'list', items, ordered: true });
    const offsets = lists.map((block) => /"offset":(\d+)/.exec(JSON.stringify(block))?.[1]);
    expect(offsets).toEqual([undefined, '20', '40']);
  });
});

test('a rating is Slack’s own thumbs, and beside buttons', () => {
  const value = '17:helpful';
  const rating = [
    { label: 'Helpful', action: 'rate-feedback', value },
    { label: 'Not helpful', action: 'rate-feedback', value: '17:not' },
  ] as const;
  const vote = { label: 'Vote', action: 'vote', value: '17' } as const;
  const blocks = blocksOf(
    { type: 'buttons', buttons: rating, isRating: true },
    { type: 'buttons', buttons: [vote] },
  );
  expect(problemsOf({ text: '', blocks })).toEqual([]);
  expect(blocks[0]).toMatchObject({
    type: 'context_actions',
    elements: [{ type: 'feedback_buttons', action_id: 'rate-feedback', positive_button: { value } }],
  });
});

test('buttons of one action have ids of their own, from which the action is read', () => {
  const buttons = Array.from({ length: 30 }, (_, index) => ({
    label: `B${index}`,
    action: 'claim-review' as const,
    value: String(index),
  }));
  const blocks = blocksOf({ type: 'buttons', buttons });
  const ids = [...JSON.stringify(blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => String(id));
  expect([blocks.length, new Set(ids).size]).toEqual([2, 30]);
  expect(new Set(ids.map(readAction))).toEqual(new Set(['claim-review']));
  for (const action of actionNames) expect(readAction(action)).toBe(action);
  expect([readAction('Other'), readAction('vote:x')]).toEqual([undefined, undefined]);
});
