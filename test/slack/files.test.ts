import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { better, good } from '../support/answers.ts';
import { visibleText } from '../support/slack/visible-text.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
let thread: string;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());
beforeEach(async () => {
  thread = await team.drop();
});

const within = { timeout: 60_000 };
let number = 0;

/** A file as Slack shows it in a message. */
function file(body: string, more: object = {}) {
  number += 1;
  const path = `/files-pri/T0-F${number}/paste.txt`;
  return {
    id: `F${number}`,
    name: 'paste.txt',
    mimetype: 'text/plain',
    filetype: 'text',
    mode: 'snippet',
    size: Buffer.byteLength(body),
    url_private: world.api.serve(path, 'text/plain; charset=utf-8', body),
    preview: body.slice(0, 40),
    file_access: 'visible',
    ...more,
  };
}

const share = (name: string, text: string, ...files: object[]) =>
  team.reply(name, thread, text, { subtype: 'file_share', files });

async function textOf(message: string): Promise<string | undefined> {
  const revisions = world.database.db
    .selectFrom('answers')
    .innerJoin('answer_revisions as last', (join) =>
      join.onRef('last.answer_id', '=', 'answers.id').onRef('last.revision', '=', 'answers.revision'),
    )
    .select('text')
    .where('message', '=', message)
    .where('state', '=', 'standing');
  return (await revisions.executeTakeFirst())?.text;
}

/** What was said to a member alone in the thread. */
const told = (name: string) =>
  team.slack.store.ephemeralMessages
    .all()
    .filter(({ target_user, thread_ts }) => target_user === team.user(name) && thread_ts === thread)
    .map((one) => visibleText(one));

describe('an answer that is a file', () => {
  test('a long paste without words of its own is the answer', async () => {
    const paste = `${good}\n${'And so on. '.repeat(1500)}`;
    expect(await textOf(await share('maya', '', file(paste)))).toBe(paste.trim());
  });

  test('a snippet follows the words beside it', async () => {
    const ts = await share('maya', 'Here:', file(good, { filetype: 'sql', mimetype: 'application/sql' }));
    expect(await textOf(ts)).toBe(`Here:\n\n${good}`);
  });

  test('an edit reads it again, and when the file is deleted the answer is withdrawn', async () => {
    const ts = await share('maya', '', file(good));
    const edit = (files: object[], edited: number) =>
      team.event({
        type: 'message',
        subtype: 'message_changed',
        channel: team.channel,
        event_ts: `19${edited}0000000.000001`,
        message: team.written('maya', thread, '', ts, { subtype: 'file_share', files }),
      });
    await edit([file(better)], 1);
    expect(await textOf(ts)).toBe(better);
    await edit([file('', { mode: 'hosted', mimetype: 'image/png' })], 2);
    expect(await textOf(ts)).toBeUndefined();
    await expect.poll(() => told('maya'), within).toEqual([expect.stringContaining('You removed the text')]);
  });

  test('Use as my answer reads it, too', async () => {
    await team.reply('maya', thread, better);
    const message = { ts: '1900000777.000001', thread_ts: thread, user: team.user('maya'), text: '' };
    await team.interact('maya', {
      type: 'message_action',
      callback_id: 'use-as-my-answer',
      message: { ...message, files: [file(good)] },
    });
    await expect.poll(() => textOf(message.ts), within).toBe(good);
  });

  test('one of another company is asked for first', async () => {
    const whole = file(good);
    world.api.next('files.info', { status: 200, body: JSON.stringify({ ok: true, file: whole }) });
    expect(await textOf(await share('maya', '', { id: 'F0FOREIGN', file_access: 'check_file_info' }))).toBe(
      good,
    );
  });

  test('a bad moment of Slack’s loses nothing', async () => {
    const paste = file(good);
    world.api.next(new URL(paste.url_private).pathname, { status: 503 });
    const message = team.written('maya', thread, '', '1900000888.000001', { files: [paste] });
    expect((await team.event(message)).status).toBe(500);
    expect((await team.event(message, { retry: 1 })).status).toBe(200);
    expect(await textOf(message.ts)).toBe(good);
  });
});

describe('what can’t be read is told to its author, once', () => {
  const media: [string, object, string][] = [
    ['an image', { mode: 'hosted', mimetype: 'image/png' }, 'only reads text'],
    ['a canvas', { mode: 'quip', mimetype: 'application/vnd.slack-docs' }, 'only reads text'],
    ['a voice message', { mode: 'hosted', mimetype: 'audio/webm' }, 'only reads text'],
    ['a text that is too large', { size: 20_001 }, 'text files of up to 20 kB'],
    ['a text at another host', { url_private: 'https://evil.example/paste.txt' }, 'can’t open that file'],
    ['a file of another scheme', { url_private: 'file:///etc/passwd' }, 'can’t open that file'],
  ];
  test.each(media)('%s', async (_name, more, sentence) => {
    const body = team.written('maya', thread, '', '1900000999.000001', {
      subtype: 'file_share',
      files: [file(good, more)],
    });
    const ts = `1900000999.${String(number).padStart(6, '0')}`;
    for (const retry of [0, 1]) await team.event({ ...body, ts }, { retry });
    await expect.poll(() => told('maya'), within).toEqual([expect.stringContaining(sentence)]);
    expect(await textOf(ts)).toBeUndefined();
  });

  test('several texts that are too large together', async () => {
    const ts = await share('maya', '', file('word '.repeat(2500)), file('word '.repeat(2500)));
    await expect
      .poll(() => told('maya'), within)
      .toEqual([expect.stringContaining('text files of up to 20 kB')]);
    expect(await textOf(ts)).toBeUndefined();
  });

  test('a text that is larger than Slack says is not read on', async () => {
    await share('maya', '', file('word '.repeat(10_000), { size: 100 }));
    await expect.poll(() => told('maya'), within).toEqual([expect.stringContaining('can’t open that file')]);
  });

  test('a page instead of the file is nobody’s answer', async () => {
    const paste = file(good);
    world.api.serve(new URL(paste.url_private).pathname, 'text/html', `<html>${good}</html>`);
    await share('maya', '', paste);
    await expect.poll(() => told('maya'), within).toEqual([expect.stringContaining('can’t open that file')]);
  });

  test('a picture beside an answer, or after one, is conversation', async () => {
    const picture = file('', { mode: 'hosted', mimetype: 'image/png' });
    expect(await textOf(await share('maya', good, picture))).toBe(good);
    await share('maya', '', picture);
    await share('leo', '', picture);
    await expect.poll(() => told('leo'), within).toHaveLength(1);
    expect(told('maya')).toEqual([]);
  });
});
