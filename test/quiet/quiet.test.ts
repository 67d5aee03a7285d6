import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inZone } from '../../src/base/time.ts';
import { timeZones } from '../../src/base/time-zones.ts';
import { quietUntil } from '../../src/quiet/quiet-hours.ts';
import { good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}:00`);

const wall = (at: Date, zone: string) => inZone(at, zone).toPlainTime().toString({ smallestUnit: 'second' });

describe('quiet hours', () => {
  test('are told by the clock on the wall, also over midnight and where it is changed', () => {
    const hours = fc
      .record({ starts_at: clock, ends_at: clock, time_zone: fc.constantFrom(...timeZones) })
      .filter(({ starts_at, ends_at }) => starts_at !== ends_at);
    const instants = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2027-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(hours, instants, (given, now) => {
        const { starts_at, ends_at, time_zone } = given;
        const time = wall(now, time_zone);
        const isQuiet =
          starts_at < ends_at ? starts_at <= time && time < ends_at : starts_at <= time || time < ends_at;
        const until = quietUntil(given, now);
        expect(until !== undefined).toBe(isQuiet);
        if (!until) return;
        expect(until > now).toBe(true);
        expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        expect(quietUntil(given, until)).toBeUndefined();
        // Until then it was quiet all along.
        for (let at = now.getTime() + 600_000; at < until.getTime(); at += 600_000)
          expect(quietUntil(given, new Date(at))?.getTime()).toBe(until.getTime());
      }),
      { numRuns: 300 },
    );
  });

  test('end by the clock that is changed in them', () => {
    const berlin = { starts_at: '22:00:00', ends_at: '02:30:00', time_zone: 'Europe/Berlin' };
    // At 2:00 it becomes 3:00, so that there is no 2:30.
    expect(quietUntil(berlin, new Date('2026-03-29T00:30:00Z'))).toEqual(new Date('2026-03-29T01:00:00Z'));
    const late = { ...berlin, ends_at: '07:00:00' };
    expect(quietUntil(late, new Date('2026-10-24T21:00:00Z'))).toEqual(new Date('2026-10-25T06:00:00Z'));
  });
});

describe('a member with quiet hours', () => {
  let h: Harness;
  beforeAll(async () => {
    h = await Harness.start({ at: '2026-11-24T21:00:00Z' });
    await h.command('sam', 'mentor add @priya');
  });
  afterAll(() => h.stop());

  const suggest = async (token: string, prompt: string) => {
    const values = {
      prompt,
      points: 'Writes it down first\nAsks the team\nMeasures before and after',
      sample: 'I write it down first. Then I ask the team. I measure before and after.',
    };
    const thanks = await h.core.submit(
      h.actor('maya'),
      'suggest',
      `backend:technical:advanced:${token}`,
      values,
    );
    const id = /"withdraw-suggestion","value":"(\d+)"/.exec(JSON.stringify(thanks))?.[1] ?? 'none';
    await h.core.action(h.actor('sam'), 'approve-suggestion', id);
    await h.drain();
  };
  const told = async () => (await h.said(undefined, 'maya')).filter((text) => text.includes('Your question'));

  test('gets what others sent them when the hours are over, once', async () => {
    expect(await h.command('maya', 'quiet')).toContain('You have no quiet hours');
    expect(await h.command('maya', 'quiet from 22:00')).toContain('Say when they begin and end');
    expect(await h.command('maya', 'quiet from 22:00 until 10pm')).toContain('can’t end when they begin');
    expect(await h.command('maya', 'quiet from 20:00 until 07:00 UTC')).toContain(
      'Quiet hours are from 20:00 until 07:00, UTC',
    );
    await suggest('one', 'How do you decide which columns a database index gets?');
    await h.sweep();
    expect(await told()).toHaveLength(0);
    h.clock('2026-11-25T06:59:00Z');
    await h.sweep();
    expect(await told()).toHaveLength(0);
    h.clock('2026-11-25T07:00:10Z');
    await h.sweep();
    expect(await told()).toHaveLength(1);
    await h.sweep();
    expect(await told()).toHaveLength(1);
  });

  test('still gets at once what they asked for', async () => {
    h.clock('2026-11-25T21:00:00Z');
    await h.command('maya', 'feedback private');
    const thread = await h.drop();
    await h.reply('maya', thread, good);
    expect((await h.said(thread, 'maya')).join()).toContain('Feedback');
  });

  test('can end them, and hears at any time again', async () => {
    expect(await h.command('maya', 'quiet off')).toContain('at any time again');
    expect(await h.command('maya', 'quiet off')).toContain('no quiet hours to end');
    await suggest('two', 'How would you move a message queue to another broker?');
    expect(await told()).toHaveLength(2);
  });
});
