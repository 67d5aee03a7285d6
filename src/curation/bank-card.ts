import type { Block, Button, Card, Text } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import { ellipsis } from '../chat/cut.ts';
import type { Db } from '../database/database.ts';
import { howLong } from '../schedules/how-long.ts';
import { scheduleOf } from '../schedules/schedules.ts';
import type { Services } from '../services/services.ts';
import { requireCurator } from './curators.ts';
import { type BankQuery, type FoundQuestion, packQuery, searchBank } from './search-bank.ts';
import { countWaiting } from './suggestions.ts';

/** With the button for more these are the five rows of buttons that a Discord message holds. */
const shown = 4;

/** What a search finds in the workspace's bank, with what can be done about each question. */
export async function bankCard(services: Services, actor: Actor, query: BankQuery): Promise<Card> {
  const { db } = services;
  await requireCurator(db, actor);
  const [found, waiting, left] = await Promise.all([
    searchBank(db, actor.workspace, query, shown + 1),
    countWaiting(db, actor.workspace),
    isOverview(query) ? leftLine(db, actor) : undefined,
  ]);
  const title = query.words
    ? `Questions about “${ellipsis(query.words, 60)}”`
    : query.only === 'own'
      ? 'Your workspace’s own questions'
      : query.only === 'retired'
        ? 'Retired questions'
        : 'The question bank';
  const from = query.from ?? 0;
  const buttons: Button[] = [];
  if (found.length > shown) {
    const value = packQuery({ ...query, from: from + shown });
    buttons.push({ label: 'More', action: 'search-bank', value });
  }
  if (waiting > 0) {
    const label = waiting === 1 ? 'Review 1 suggestion' : `Review ${waiting} suggestions`;
    buttons.push({ label, action: 'show-suggestions', value: '', style: 'primary' });
  }
  return {
    summary: title,
    blocks: [
      { type: 'header', text: title },
      ...(left ? [{ type: 'context' as const, text: left }] : []),
      ...found.slice(0, shown).flatMap(questionBlocks),
      ...(found.length === 0 ? [{ type: 'text' as const, text: nothing(query) }] : []),
      ...(buttons.length > 0 ? [{ type: 'buttons' as const, buttons }] : []),
    ],
  };
}

/** As `/interview bank` shows it, before anything is looked for. */
const isOverview = ({ only, from, words }: BankQuery) => only === 'own' && !from && !words;

/** How long the questions of the channel's schedule last, where it has one. */
async function leftLine(db: Db, { workspace, channel }: Actor): Promise<string | undefined> {
  const schedule = await scheduleOf(db, workspace, channel);
  return schedule && `This channel’s schedule: ${await howLong(db, schedule)}.`;
}

function nothing(query: BankQuery): Text {
  if (query.from) return 'These were all.';
  if (query.words) return 'Nothing matches. Try fewer or different words.';
  if (query.only === 'own')
    return ['None yet. Anyone can suggest one with ', { code: '/interview suggest backend' }, '.'];
  if (query.only === 'retired')
    return ['None. ', { code: '/interview bank retire' }, ' takes a question out of use here.'];
  return 'No question matches. Leave out the level or the category.';
}

function questionBlocks({ id, isOwn, isRetired, track, category, level, prompt }: FoundQuestion): Block[] {
  const edit = { label: 'Edit', action: 'edit-question', value: `question:${id}` } as const;
  const toggle = isRetired
    ? ({ label: 'Restore', action: 'restore-question', value: id } as const)
    : ({ label: 'Retire', action: 'retire-question', value: id } as const);
  const notes = [track, category, level, isOwn ? 'yours' : 'everybody’s', ...(isRetired ? ['retired'] : [])];
  return [
    { type: 'text', text: [{ bold: id }, ` ${ellipsis(prompt, 240)}`] },
    { type: 'context', text: notes.join(' · ') },
    { type: 'buttons', buttons: [...(isOwn ? [edit] : []), toggle] },
  ];
}
