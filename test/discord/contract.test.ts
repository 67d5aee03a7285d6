import { limits } from '../../adapters/discord/limits.ts';
import { renderCard } from '../../adapters/discord/render/card.ts';
import { renderModal } from '../../adapters/discord/render/modal.ts';
import { adapterContract } from '../contract/adapter-contract.ts';
import { problemsOf } from '../support/discord/strict-message.ts';
import { visibleText } from '../support/discord/visible-text.ts';
import { discordTest } from './support.ts';

adapterContract({
  name: 'discord',
  lengths: [limits.buttonLabel, limits.embedTitle, limits.embedDescription, limits.embedCharacters],
  render: renderCard,
  hasFixedSubmitLabel: true,
  renderForm: (form) => renderModal(form),
  visibleText,
  problems: problemsOf,

  async start() {
    const { platform, discord, guild, place, close } = await discordTest();
    const [member, otherMember] = [guild.addMember('maya').id, guild.addMember('leo').id];
    return {
      platform,
      place,
      missingPlace: { ...place, channel: '100000000000000001' },
      missingMessage: '100000000000000001',
      member,
      otherMember,
      async seenBy(who, { channel, thread }) {
        const whispers = discord.messagesIn(discord.directMessages(who).id);
        return [...discord.messagesIn(thread ?? channel), ...whispers].map(visibleText);
      },
      hasDirectMessages: true,
      toldDirectly: async (who) =>
        discord.messagesIn(discord.directMessages(who).id).map((message) => visibleText(message)),
      close,
    };
  },
});
