import { limits } from '../../adapters/slack/limits.ts';
import { renderCard } from '../../adapters/slack/render/card.ts';
import { renderForm } from '../../adapters/slack/render/form.ts';
import { adapterContract } from '../contract/adapter-contract.ts';
import { problemsOf } from '../support/slack/block-kit.ts';
import { visibleText } from '../support/slack/visible-text.ts';
import { slackTest } from './support.ts';

const names = { member: (id: string) => id };

adapterContract({
  name: 'slack',
  lengths: [
    limits.buttonText,
    limits.header,
    limits.fieldText,
    limits.contextText,
    limits.text,
    limits.messageCharacters,
  ],
  render: (card) => renderCard(card, names),
  renderForm: (form) => renderForm(form, { channel: 'C1' }),
  visibleText,
  problems: problemsOf,

  async start() {
    const { platform, slack, place, workspace, messages, close } = await slackTest();
    return {
      platform,
      place,
      missingPlace: { workspace, channel: 'C0NOWHERE0' },
      missingMessage: '1000000000.000001',
      member: slack.member('maya'),
      otherMember: slack.member('leo'),
      async seenBy(member, { channel, thread }) {
        const whispers = slack.store.ephemeralMessages
          .all()
          .filter(({ target_user, channel_id }) => target_user === member && channel_id === channel);
        return [...messages(channel), ...whispers]
          .filter(({ ts, thread_ts }) =>
            thread === undefined ? !thread_ts : [ts, thread_ts].includes(thread),
          )
          .map(({ blocks }) => visibleText(blocks));
      },
      hasDirectMessages: true,
      async toldDirectly(member) {
        const own = slack.store.channels
          .all()
          .filter(({ is_im, members }) => is_im && members.includes(member));
        return own.flatMap(({ channel_id }) =>
          messages(channel_id).map(({ blocks, text }) => (blocks ? visibleText(blocks) : text)),
        );
      },
      close,
    };
  },
});
