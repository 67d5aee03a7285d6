import { ApplicationCommandType, GatewayDispatchEvents, InteractionType } from 'discord.js';
import { z } from 'zod';
import { notice } from '../../../src/chat/notice.ts';
import { pictureIn } from '../../../src/chat/picture-in.ts';
import { storable } from '../../../src/chat/storable.ts';
import { describeFault } from '../errors.ts';
import { renderPages } from '../render/card.ts';
import { readServer } from '../server-mark.ts';
import { Answering } from './answering.ts';
import type { Asked } from './asked.ts';
import { answerClick } from './clicks.ts';
import { answerCommand, answerMenu, suggestChoices } from './commands.ts';
import { actorOf, interactionSchema } from './interaction.ts';
import { answerModal } from './modals.ts';
import type { Receiving } from './receiving.ts';

type Answer = (asked: Asked) => Promise<void>;

const commandSchema = z.object({ data: z.object({ type: z.number() }) });

/** Commands, clicks, menus and forms. */
export function onInteractions(receiving: Receiving): void {
  const { client, rest, log, background, core, members } = receiving;
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (sent: unknown) => {
    const stored = storable(sent);
    const { data: interaction, error } = interactionSchema.safeParse(stored);
    if (error) {
      log.info({ missing: error.issues.map(({ path }) => path.join('.')) }, 'an interaction was ignored');
      return;
    }
    const { raw, guild } = interaction.guild_id === undefined ? readServer(stored) : { raw: stored };
    const answer = answerTo(interaction.type, raw);
    if (!answer) return;
    const answering = new Answering(rest, interaction);
    const actor = async () => {
      const known = await actorOf(receiving, interaction, guild);
      if (known && interaction.guild_id === undefined)
        answering.markWith(await receiving.guilds.guildOf(known.workspace));
      return known;
    };
    const { data, message } = raw as { readonly data?: unknown; readonly message?: unknown };
    background.run(`interaction ${interaction.type}`, async () => {
      try {
        await answer({
          interaction,
          answering,
          data,
          message,
          core,
          reader: receiving,
          actor,
          async ask(work) {
            const known = await actor();
            if (!known) return unknownMember;
            const reply = await work(core, known);
            if (reply.type !== 'private') return reply;
            const picture = await pictureIn(receiving, known, reply.card);
            const card = await members.withNames(known.workspace, reply.card);
            return { ...reply, card, ...(picture && { picture }) };
          },
        });
      } catch (failure) {
        if (answering.isOver) {
          log.info({ type: interaction.type }, 'an interaction was answered already, or is over');
          return;
        }
        log.error({ type: interaction.type, error: describeFault(failure) }, 'an interaction failed');
        if (answering.isOpen) await answering.apologise(renderPages(failed.card));
      }
    });
  });
}

function answerTo(type: number, raw: unknown): Answer | undefined {
  switch (type) {
    case InteractionType.ApplicationCommand:
      return commandSchema.safeParse(raw).data?.data.type === ApplicationCommandType.Message
        ? answerMenu
        : answerCommand;
    case InteractionType.ApplicationCommandAutocomplete:
      return suggestChoices;
    case InteractionType.MessageComponent:
      return answerClick;
    case InteractionType.ModalSubmit:
      return answerModal;
    default:
      return undefined;
  }
}

const failed = notice('Something went wrong on our side. Please try again.', 'warning');

const unknownMember = notice(
  [
    'I don’t know yet which server you practise in. Use ',
    { code: '/interview' },
    ' once in a server that has Whetstone. After that it works here, too.',
  ],
  'warning',
);
