import { limits } from '../../adapters/web/limits.ts';
import { renderCard } from '../../adapters/web/render/card.ts';
import { renderForm } from '../../adapters/web/render/form.ts';
import type { Place } from '../../src/chat/platform.ts';
import { adapterContract } from '../contract/adapter-contract.ts';
import { textOf, unsoundness } from './html.ts';
import { webTest } from './support.ts';

const names = { member: (id: string) => id, channel: (id: string) => id };

adapterContract({
  name: 'web',
  lengths: [limits.buttonLabel, limits.header, limits.tableCell, limits.listItem, limits.text],
  render: (card) => renderCard(card, names).toString(),
  renderForm: (form) => renderForm(form, '/c/practice/forms').toString(),
  visibleText: (rendered) => textOf(String(rendered)),
  problems: (rendered) => unsoundness(String(rendered)),

  async start() {
    const { platform, workspace, get, close } = await webTest();
    const place = { workspace, channel: 'practice' };
    async function seenBy(member: string, { channel, thread }: Place): Promise<string[]> {
      const page = await (
        await get(`/c/${channel}${thread ? `/t/${thread}` : ''}`, member, {
          'HX-Request-Type': thread ? 'partial' : 'full',
        })
      ).text();
      return page
        .split('<li id="')
        .slice(1)
        .map((item) => textOf(item));
    }
    return {
      platform,
      place,
      missingPlace: { workspace, channel: 'nowhere' },
      missingMessage: '999999999',
      member: 'maya',
      otherMember: 'leo',
      seenBy,
      hasDirectMessages: false,
      toldDirectly: (member) => seenBy(member, place),
      close,
    };
  },
});
