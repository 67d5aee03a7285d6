import { z } from 'zod';
import type { Reply } from '../../../src/chat/core.ts';
import { notice } from '../../../src/chat/notice.ts';
import { menuEntries } from '../commands/definitions.ts';
import { focusedOf, optionsSchema, readTyped, type Typed, wordsOf } from '../commands/typed.ts';
import { limits } from '../limits.ts';
import type { Asked } from './asked.ts';
import { incomingMessage, messageSchema } from './messages.ts';
import { show } from './show.ts';

const commandSchema = z.object({ options: optionsSchema.default([]) });
const menuSchema = z.object({
  name: z.string(),
  target_id: z.string(),
  resolved: z.object({ messages: z.record(z.string(), messageSchema) }),
});

/** `/interview …`: acknowledged at once, then done; a form is the acknowledgement itself. */
export async function answerCommand({ interaction, answering, data, ask }: Asked): Promise<void> {
  const typed = readTyped(commandSchema.parse(data).options);
  const isAlone = interaction.guild_id === undefined;
  const run = () =>
    ask(async (core, actor) => {
      const reply = await core.command(actor, textOf(typed, isAlone));
      const isElsewhere = !isAlone && actor.channel !== interaction.channel_id;
      return reply.type === 'nothing' && isElsewhere ? postedIn(actor.channel) : reply;
    });
  if (typed?.command.opensForm) return show(await answering.soon(run()), answering);
  await answering.reply();
  await show(await run(), answering);
}

/** No thread can hang in a thread, so that what is asked for in one comes in its channel. */
function postedIn(channel: string): Reply {
  return notice(['It is in ', { channel }, ', since threads can’t have threads of their own.']);
}

/** Outside servers there is no channel to ask in, so a question is for the one who asks. */
function textOf(typed: Typed | undefined, isAlone: boolean): string {
  if (!typed) return 'help';
  const words = wordsOf(typed);
  const isForAll = isAlone && typed.command.name === 'question' && !words.split(' ').includes('private');
  return isForAll ? `${words} private` : words;
}

/** What an option could be, while it is typed. */
export async function suggestChoices({ answering, data, core, actor }: Asked): Promise<void> {
  const typed = readTyped(commandSchema.parse(data).options);
  const focused = typed && focusedOf(typed);
  const who = focused && (await actor());
  const choices = who ? await core.choices(who, typed.command.name, focused.key, focused.typed) : [];
  const fitting = choices.filter((choice) => choice.length <= limits.choiceLength).slice(0, limits.choices);
  await answering.choose(fitting.map((value) => ({ name: value, value })));
}

/** An entry of a message's menu. */
export async function answerMenu({ interaction, answering, data, reader, ask }: Asked): Promise<void> {
  const { name, target_id, resolved } = menuSchema.parse(data);
  const [action, target] = [menuEntries[name], resolved.messages[target_id]];
  if (!action || !target) return answering.dismiss();
  if (action !== 'review') await answering.reply();
  const reply = ask(async (core, actor) => {
    const { workspace, channel } = actor;
    const { channel_id: here = channel } = interaction;
    const place = { workspace, channel, ...(here === channel ? {} : { thread: here }) };
    const message = incomingMessage(target, place, reader);
    return message ? core.messageAction(actor, action, message) : { type: 'nothing' };
  });
  await show(await answering.soon(reply), answering);
}
