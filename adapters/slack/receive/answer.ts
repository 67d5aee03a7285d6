import type { RespondFn } from '@slack/bolt';
import { describeError } from '../../../src/base/errors.ts';
import type { Card } from '../../../src/chat/card.ts';
import type { Actor, Reply } from '../../../src/chat/core.ts';
import { type Form, openAgainButtons } from '../../../src/chat/form.ts';
import { pictureIn } from '../../../src/chat/picture-in.ts';
import { whisperPatiently } from '../../../src/chat/whisper-patiently.ts';
import type { Connection } from '../connections.ts';
import { asPlatformError, describeFault } from '../errors.ts';
import { namesIn } from '../names.ts';
import { renderCard } from '../render/card.ts';
import { type FormPlace, renderForm } from '../render/form.ts';
import { sendPicture } from '../send-picture.ts';
import { actorOf, type Receiving, type Whereabouts } from './receiving.ts';

/** How the one who asked is answered. */
export interface Ways {
  readonly place: FormPlace;
  /** Opens a form for three seconds. */
  readonly trigger: string | undefined;
  /** Absent where Slack gives none, as on somebody's own page. */
  readonly respond: RespondFn | undefined;
}

export interface Found {
  readonly actor: Actor;
  readonly connection: Connection;
}

/** Does what somebody asked for, after the acknowledgement, and shows them the reply: whatever goes wrong, they hear it. */
export function answer(
  receiving: Receiving,
  what: string,
  who: Whereabouts,
  ways: Ways,
  work: (found: Found) => Promise<Reply>,
): void {
  receiving.background.run(what, async () => {
    try {
      const found = await actorOf(receiving, who);
      if (found) await show(receiving, await work(found), found, ways);
    } catch (error) {
      const { text, blocks } = renderCard(failed, { member: (id) => id });
      await ways.respond?.({ response_type: 'ephemeral', replace_original: false, text, blocks });
      throw error;
    }
  });
}

const sorry = 'Something went wrong on our side. Please try again in a minute.';
const failed: Card = { summary: sorry, tone: 'warning', blocks: [{ type: 'text', text: sorry }] };

async function show(receiving: Receiving, reply: Reply, found: Found, ways: Ways): Promise<void> {
  if (reply.type === 'private') {
    await tell(receiving, reply.card, found, ways);
    await illustrate(receiving, reply.card, found);
  }
  if (reply.type === 'form') await open(receiving, reply.form, found, ways);
}

/** A form that doesn't open, mostly because the three seconds were over, has a button that opens it again. */
async function open(receiving: Receiving, form: Form, found: Found, ways: Ways): Promise<void> {
  const { connection } = found;
  try {
    await connection.client.views.open({
      trigger_id: ways.trigger ?? '',
      view: renderForm(form, ways.place),
    });
  } catch (cause) {
    const error = asPlatformError(cause);
    const { workspace } = connection;
    receiving.log.warn({ workspace, form: form.name, error: describeError(error) }, 'a form did not open');
    await tell(receiving, notOpened(form, error.message), found, ways);
  }
}

function notOpened(form: Form, why: string): Card {
  const summary = 'The form didn’t open.';
  return {
    summary,
    tone: 'warning',
    blocks: [
      { type: 'text', text: [{ bold: summary }, ' ', why] },
      { type: 'buttons', buttons: openAgainButtons(form) },
    ],
  };
}

/** In the place where it was asked, to nobody else; where Slack takes no answer there, in a message. */
async function tell(
  { platform, members, log }: Receiving,
  card: Card,
  { actor: { workspace, member }, connection }: Found,
  { place, respond }: Ways,
): Promise<void> {
  const inPlace = { workspace, ...placeOf(place) };
  if (!respond) return whisperPatiently(platform, inPlace, member, card);
  const thread = place.thread === undefined ? {} : { thread_ts: place.thread };
  const { text, blocks } = renderCard(card, await namesIn(card, connection, members));
  try {
    await respond({ response_type: 'ephemeral', replace_original: false, text, blocks, ...thread });
  } catch (error) {
    log.warn({ workspace, error: describeError(error) }, 'an answer was not taken');
    await whisperPatiently(platform, inPlace, member, card);
  }
}

/** What a card shows as a picture follows its words; where Slack refuses it, these stand alone. */
async function illustrate(receiving: Receiving, card: Card, { actor, connection }: Found): Promise<void> {
  const picture = await pictureIn(receiving, actor, card);
  if (!picture) return;
  try {
    await sendPicture(connection, actor.member, picture);
  } catch (error) {
    const { workspace } = connection;
    receiving.log.warn({ workspace, error: describeFault(error) }, 'a picture was not taken');
  }
}

function placeOf({ channel, thread }: FormPlace) {
  return { channel, ...(thread === undefined ? {} : { thread }) };
}
