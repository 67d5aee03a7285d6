import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Question, Track } from '../../src/domain/question.ts';
import { Harness } from '../support/harness.ts';
import { plainQuestion, plainTrack } from './hostile-tracks.ts';

const topics = [
  'caching',
  'databases',
  'delivery',
  'incidents',
  'messaging',
  'security',
  'teamwork',
  'testing',
];

/** Of ten questions two are behavioral, six technical, two situational; topics come by turns. */
const categories = [
  'behavioral',
  'technical',
  'technical',
  'technical',
  'situational',
  'technical',
  'technical',
  'behavioral',
  'technical',
  'situational',
] as const;

function trackOf(id: string, count: number): Track {
  const questions = Array.from({ length: count }, (_, index) =>
    plainQuestion(`${id}/q${index}`, {
      category: categories[index % categories.length] ?? 'technical',
      tags: [topics[Math.floor(index / 2) % topics.length] ?? ''],
    }),
  );
  return { ...plainTrack(id, questions), topics };
}

const minutesOfADay = 24 * 60;

let h: Harness;
beforeAll(async () => {
  h = await Harness.start({ tracks: [trackOf('backend', 40), trackOf('devops', 40)] });
});
afterAll(() => h.stop());

/** The question that a channel is asked next, on each of so many days. */
async function year(days: number, command: string): Promise<Question[]> {
  const { questions } = await h.core.questions(h.workspace, {}, 1000);
  const asked: Question[] = [];
  for (let day = 0; day < days; day += 1) {
    await h.command('maya', command);
    const last = h.services.db.selectFrom('drops').select('question_id').orderBy('id', 'desc').limit(1);
    const { question_id: id } = await last.executeTakeFirstOrThrow();
    const question = questions.find((one) => one.id === id);
    if (!question) throw new Error(`asked what the bank lacks: ${id}`);
    asked.push(question);
    h.clock(minutesOfADay);
  }
  return asked;
}

const weeksOf = <T>(days: readonly T[]): T[][] =>
  Array.from({ length: Math.floor(days.length / 7) }, (_, week) => days.slice(week * 7, week * 7 + 7));

test('nothing comes again before all have come, and then what came longest ago', async () => {
  const asked = (await year(50, 'question backend')).map(({ id }) => id);
  expect(new Set(asked.slice(0, 40)).size).toBe(40);
  expect(asked.slice(40)).toEqual(asked.slice(0, 10));
});

test('a week has as many topics as there are days, and its share of each category', async () => {
  // While there is something to choose from: in the last weeks it is what is left.
  const weeks = weeksOf(await year(42, 'question devops private'));
  for (const [number, week] of weeks.slice(0, 4).entries()) {
    expect(
      new Set(week.map(({ tags }) => tags[0])).size,
      `topics of week ${number + 1}`,
    ).toBeGreaterThanOrEqual(6);
    const count = (word: string) => week.filter(({ category }) => category === word).length;
    expect(count('technical'), `technical in week ${number + 1}`).toBeLessThanOrEqual(5);
    expect(count('technical')).toBeGreaterThanOrEqual(3);
    expect(count('behavioral') + count('situational')).toBeGreaterThanOrEqual(2);
  }
});
