import { afterAll, beforeAll, expect, test } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import { plainQuestion, plainTrack } from '../questions/hostile-tracks.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  const questions = Array.from({ length: 12 }, (_, index) =>
    plainQuestion(`backend/q${index}`, { level: index < 2 ? 'advanced' : 'beginner' }),
  );
  h = await Harness.start({ tracks: [plainTrack('backend', questions)] });
  await addChannel(h.services.db, h.workspace, 'other');
});
afterAll(() => h.stop());

const schedule = () => h.command('sam', 'schedule');

test('a schedule says how many questions are new to the channel, and for how many weeks that lasts', async () => {
  expect(await h.command('sam', 'schedule set mon,wed,fri 09:00 UTC')).toContain(
    'Questions: 12 of 12 are new here: about 4 weeks before one comes again',
  );
  for (const _ of Array(4)) await h.command('maya', 'question');
  expect(await schedule()).toContain('8 of 12 are new here: about 2 weeks before one comes again');
  // What somebody practises alone is new to the channel.
  await h.command('maya', 'question private');
  expect(await schedule()).toContain('8 of 12 are new here');
  for (const _ of Array(6)) await h.command('maya', 'question');
  expect(await schedule()).toContain('2 of 12 are new here: less than a week before one comes again');
  expect(await h.command('sam', 'bank')).toContain('This channel’s schedule: 2 of 12 are new here');
  for (const _ of Array(2)) await h.command('maya', 'question');
  expect(await schedule()).toContain('all 12 have been asked here; those asked longest ago come again');
});

test('only what the schedule asks counts, and what isn’t retired', async () => {
  await h.command('sam', 'schedule set mon 09:00 UTC advanced', 'other');
  expect(await h.command('sam', 'schedule', 'other')).toContain('2 of 2 are new here: about 2 weeks');
  await h.command('sam', 'bank retire backend/q0');
  expect(await h.command('sam', 'schedule', 'other')).toContain('1 of 1 is new here');
});
