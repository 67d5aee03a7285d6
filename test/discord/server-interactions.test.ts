import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  Events,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Routes,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DiscordJs, refusal, startDiscordJs, textChannel } from '../support/discord/discord-js.ts';
import type { DiscordServer } from '../support/discord/server.ts';
import { visibleText } from '../support/discord/visible-text.ts';

let discord: DiscordJs;
let server: DiscordServer;

beforeEach(async () => {
  discord = await startDiscordJs();
  ({ server } = discord);
});

afterEach(() => discord.close());

const question = {
  name: 'question',
  description: 'Ask for a question',
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: 'track',
      description: 'Which track',
      required: true,
      autocomplete: true,
    },
    { type: ApplicationCommandOptionType.User, name: 'for', description: 'For whom' },
  ],
} as const;

describe('interactions', () => {
  async function answering(handle: (interaction: Interaction) => Promise<unknown>) {
    const { maya, practice } = discord;
    await discord.rest.put(Routes.applicationCommands(server.applicationId), {
      body: [question, { name: 'Review answer', type: ApplicationCommandType.Message }],
    });
    const client = await discord.loggedIn();
    client.on(Events.InteractionCreate, handle);
    return { client, maya, practice };
  }

  it('answers a slash command at once', async () => {
    const { maya, practice } = await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options, user } = interaction;
      const track = options.getString('track', true);
      const { resource } = await interaction.reply({
        content: `${track} for ${options.getUser('for')?.username} by <@${user.id}>`,
        allowedMentions: { parse: [] },
        withResponse: true,
      });
      await interaction.followUp({ content: resource?.message?.id ?? '', flags: MessageFlags.Ephemeral });
    });
    const asked = await server.as(maya).command(practice, ['question'], { track: 'backend', for: maya });
    expect(asked).toMatchObject({ kind: 'message', ephemeral: false });
    expect(asked.message?.content).toBe(`backend for maya by <@${maya.id}>`);
    expect(asked.message?.pinged.users).toEqual([]);
    await expect.poll(() => asked.followUps.map(({ content }) => content)).toEqual([asked.message?.id]);
    expect(server.messagesIn(practice)).toHaveLength(1);
    await expect(server.as(maya).command(practice, ['question'])).rejects.toThrow('question needs track');
    await expect(server.as(maya).command(practice, ['nothing'])).rejects.toThrow('no command');
  });

  it('shows a deferred answer once it is there', async () => {
    const release = Promise.withResolvers<void>();
    const { maya, practice } = await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await release.promise;
      await interaction.editReply({ content: `There, <@${interaction.user.id}>` });
    });
    const asked = await server.as(maya).command(practice, ['question'], { track: 'x' });
    expect(asked).toMatchObject({ kind: 'deferred', ephemeral: true, message: undefined });
    release.resolve();
    await expect.poll(() => asked.message?.content).toBe(`There, <@${maya.id}>`);
    expect(asked.message?.pinged.users).toEqual([]);
    expect(server.messagesIn(practice)).toEqual([]);
  });

  it('knows an interaction neither twice nor too late', async () => {
    const refusals: unknown[] = [];
    const { maya, practice } = await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const route = Routes.interactionCallback(interaction.id, interaction.token);
      const body = { type: 4, data: { content: 'Hello' } };
      if (interaction.options.getString('track') === 'late') server.expireInteractions();
      else await discord.rest.post(route, { body, auth: false });
      await discord.rest.post(route, { body, auth: false }).catch((refusal) => refusals.push(refusal));
    });
    await server.as(maya).command(practice, ['question'], { track: 'twice' });
    await expect.poll(() => refusals).toHaveLength(1);
    expect((await server.as(maya).command(practice, ['question'], { track: 'late' })).kind).toBe('none');
    await expect.poll(() => refusals).toEqual([refusal(40060, 400), refusal(10062, 404)]);
  });

  it('offers choices while someone types', async () => {
    const { maya, practice } = await answering(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}end`, value: 'backend' }]);
    });
    const offered = await server.as(maya).autocomplete(practice, ['question'], { track: 'back' }, 'track');
    expect(offered.choices).toEqual([{ name: 'backend', value: 'backend' }]);
  });

  it('opens a form from a message and takes what is filled in', async () => {
    const { maya, practice } = await answering(async (interaction) => {
      if (interaction.isMessageContextMenuCommand())
        await interaction.showModal(
          new ModalBuilder()
            .setCustomId('review')
            .setTitle(`Review ${interaction.targetMessage.content}`)
            .addLabelComponents(
              new LabelBuilder()
                .setLabel('Comment')
                .setTextInputComponent(
                  new TextInputBuilder().setCustomId('comment').setStyle(TextInputStyle.Paragraph),
                ),
              new LabelBuilder()
                .setLabel('Points')
                .setStringSelectMenuComponent(
                  new StringSelectMenuBuilder()
                    .setCustomId('points')
                    .addOptions({ label: 'Three', value: '3' }),
                ),
            ),
        );
      if (!interaction.isModalSubmit()) return;
      const comment = interaction.fields.getTextInputValue('comment');
      await interaction.reply(`${comment}: ${interaction.fields.getStringSelectValues('points')}`);
    });
    const message = server.as(maya).write(practice, 'my answer');
    const opened = await server.as(maya).menu('Review answer', message);
    expect(opened).toMatchObject({ kind: 'modal', modal: { title: 'Review my answer' } });
    await expect(opened.submit({ points: ['3'] })).rejects.toThrow('comment: is required');
    await expect(opened.submit({ comment: 'Good', points: ['4'] })).rejects.toThrow('4 is no option');
    const submitted = await opened.submit({ comment: 'Good', points: ['3'] });
    expect(submitted.message?.content).toBe('Good: 3');
  });

  it('follows up in the place of what is deferred, and anew after that', async () => {
    const refused: unknown[] = [];
    const { maya, practice } = await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.followUp({ content: 'First', flags: MessageFlags.Ephemeral });
      await interaction.followUp({ content: 'Second', flags: MessageFlags.Ephemeral });
      await interaction.deleteReply();
      server.expireInteractionTokens();
      await interaction.followUp('Late').catch(({ code }) => refused.push(code));
    });
    const asked = await server.as(maya).command(practice, ['question'], { track: 'x' });
    await expect.poll(() => refused).toEqual([50027]);
    expect(asked).toMatchObject({ message: undefined, ephemeral: false });
    expect(asked.followUps.map(({ content, flags }) => [content, flags])).toEqual([['Second', 64]]);
    expect(server.messagesIn(practice)).toEqual([]);
  });

  it('updates the message from which a form was opened', async () => {
    const { client, maya, practice } = await answering(async (interaction) => {
      if (interaction.isButton())
        await discord.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
          auth: false,
          body: { type: 9, data: { custom_id: 'form', title: 'Form', components: [input] } },
        });
      if (interaction.isModalSubmit() && interaction.isFromMessage())
        await interaction.update(`Updated with ${interaction.fields.getTextInputValue('text')}`);
    });
    const input = {
      type: 1,
      components: [{ type: 4, custom_id: 'text', style: 1, label: 'Text', value: 'this' }],
    };
    const channel = await textChannel(client, practice.id);
    const button = new ButtonBuilder().setCustomId('go').setLabel('Go').setStyle(ButtonStyle.Primary);
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(button);
    const message = await channel.send({ content: 'Old', components: [row] });
    const submitted = await (await server.as(maya).press(message, 'go')).submit({});
    expect(submitted).toMatchObject({ kind: 'update', message: { id: message.id } });
    expect(server.messagesIn(practice).map(({ content }) => content)).toEqual(['Updated with this']);
  });

  it('works in threads and in direct messages', async () => {
    const { maya, practice } = await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { channel, member, options } = interaction;
      const sub = `${options.getSubcommandGroup(false)} ${options.getSubcommand(false)}`;
      await interaction.reply(
        `${channel?.isThread()} ${member !== null} ${sub} ${options.getInteger('count')}`,
      );
    });
    const count = { type: ApplicationCommandOptionType.Integer, name: 'count', description: 'How many' };
    const sub = {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'list',
      description: 'Lists',
      options: [count],
    };
    const group = {
      type: ApplicationCommandOptionType.SubcommandGroup,
      name: 'rounds',
      description: 'Rounds',
      options: [sub],
    };
    await discord.rest.post(Routes.applicationCommands(server.applicationId), {
      body: { name: 'admin', description: 'Manages', options: [group] },
    });
    const thread = server.as(maya).startThread(practice, 'Talk');
    const path = ['admin', 'rounds', 'list'];
    const inThread = await server.as(maya).command(thread, path, { count: 2 });
    expect(inThread.message?.content).toBe('true true rounds list 2');
    const direct = await server.as(maya).command(server.directMessages(maya), path);
    expect(direct.message?.content).toBe('false false rounds list null');
  });

  it('cannot answer in a thread that is locked away', async () => {
    const refused: unknown[] = [];
    const { maya, practice } = await answering(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply('Hello').catch(({ code }) => refused.push(code));
      server.expireInteractions();
    });
    const thread = server.as(maya).startThread(practice, 'Talk');
    server.as(discord.guild.owner).changeThread(thread, { archived: true, locked: true });
    const asked = await server.as(maya).command(thread, ['question'], { track: 'x' });
    expect(asked.kind).toBe('none');
    expect(refused).toEqual([50083]);
  });

  it('refuses forms that break the rules', async () => {
    const refusals: string[] = [];
    const modals = [
      { custom_id: 'form', title: 'x'.repeat(46), components: [] },
      { custom_id: 'form', title: 'Form', components: [{ type: 4, custom_id: 'text', style: 1 }] },
      {
        custom_id: 'form',
        title: 'Form',
        components: [
          { type: 18, label: 'L', component: { type: 4, custom_id: 'x', style: 1, max_length: 4001 } },
        ],
      },
    ];
    const { maya, practice } = await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      for (const data of modals)
        await discord.rest
          .post(Routes.interactionCallback(interaction.id, interaction.token), {
            auth: false,
            body: { type: 9, data },
          })
          .catch(({ message }) => refusals.push(message.replace(/^.*\n/, '')));
      server.expireInteractions();
    });
    expect((await server.as(maya).command(practice, ['question'], { track: 'x' })).kind).toBe('none');
    expect(refusals).toEqual([
      expect.stringContaining('data.title[BASE_TYPE_MAX_LENGTH]'),
      expect.stringContaining('data.components[0].type[BASE_TYPE_CHOICES]'),
      expect.stringContaining('data.components[0].component.max_length[NUMBER_TYPE_MAX]'),
    ]);
  });

  it('presses a button and chooses from a list', async () => {
    const { client, maya, practice } = await answering(async (interaction) => {
      if (interaction.isButton()) await interaction.update({ content: 'Pressed' });
      if (!interaction.isStringSelectMenu()) return;
      await interaction.deferUpdate();
      await interaction.editReply({ content: `Chose ${interaction.values}`, components: [] });
    });
    const channel = await textChannel(client, practice.id);
    const select = new StringSelectMenuBuilder().setCustomId('pick').addOptions({ label: 'A', value: 'a' });
    const button = new ButtonBuilder().setCustomId('go').setLabel('Go').setStyle(ButtonStyle.Primary);
    const message = await channel.send({
      content: 'Choose',
      components: [
        new ActionRowBuilder<ButtonBuilder>().addComponents(button),
        new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(select),
      ],
    });
    const pressed = await server.as(maya).press(message, 'Go');
    expect(pressed).toMatchObject({ kind: 'update', message: { id: message.id, content: 'Pressed' } });
    expect((await server.as(maya).choose(message, 'pick', ['a'])).kind).toBe('deferred update');
    await expect.poll(() => server.messagesIn(practice).map(visibleText)).toEqual(['Chose a']);
  });

  it('refuses commands that break the rules', async () => {
    const put = (body: unknown) =>
      discord.rest.put(Routes.applicationCommands(server.applicationId), { body });
    const options = [{ ...question.options[1] }, { ...question.options[0] }];
    await expect(put([{ ...question, name: 'Upper' }])).rejects.toEqual(refusal(50035, 400));
    await expect(put([{ ...question, description: 'x'.repeat(101) }])).rejects.toEqual(refusal(50035));
    await expect(put([{ ...question, options }])).rejects.toThrow('Required options must be placed before');
    await expect(put([question, question])).rejects.toThrow('must be unique');
    await expect(put([question])).resolves.toHaveLength(1);
  });
});
