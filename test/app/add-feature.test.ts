import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { features } from '../../src/app/features.ts';
import { notice } from '../../src/chat/notice.ts';
import { command } from '../../src/commands/command.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { requestPosts } from '../../src/posts/request-posts.ts';
import { feature } from '../../src/registry/feature.ts';
import { job } from '../../src/registry/job.ts';
import { Harness, replyText } from '../support/harness.ts';

/** The recipe “Add a feature”, followed with one that lets a team cheer for somebody: all of it is in this file. */

declare module '../../src/chat/card.ts' {
  interface Actions {
    'open-cheer': 'example';
  }
}
declare module '../../src/chat/form.ts' {
  interface Forms {
    cheer: 'example';
  }
}
declare module '../../src/registry/post-kind.ts' {
  interface PostKinds {
    cheer: 'example';
  }
}
declare module '../../src/services/wake.ts' {
  interface Jobs {
    'repeat-cheer': { feature: 'example'; data: { workspace: string; words: string } };
  }
}

/** What nobody was woken for. */
let lost: { workspace: string; words: string }[] = [];

const cheers = feature('example', {
  commands: [
    command({
      name: 'cheer',
      who: 'anyone',
      help: 'Cheer for the team',
      run: async () => ({
        type: 'private',
        card: {
          summary: 'Cheer?',
          blocks: [{ type: 'buttons', buttons: [{ label: 'Cheer', action: 'open-cheer', value: '7' }] }],
        },
      }),
    }),
  ],
  actions: {
    'open-cheer': async (_services, _actor, subject) => ({
      type: 'form',
      form: {
        name: 'cheer',
        subject,
        title: 'Cheer',
        fields: [{ id: 'words', type: 'text', label: 'What do you say?', maxLength: 100 }],
        submitLabel: 'Say it',
      },
    }),
  },
  forms: {
    cheer: {
      openedBy: ['open-cheer'],
      async submit(services, { workspace, channel }, _subject, { words = '' }) {
        await say(services, workspace, channel, words);
        return notice('Said.', 'success');
      },
    },
  },
  posts: {
    cheer: {
      content: async (_db, { subject }) => {
        const summary = `Hear, hear: ${subject}`;
        return { card: { summary, blocks: [{ type: 'text', text: summary }] } };
      },
    },
  },
  jobs: {
    'repeat-cheer': job<'repeat-cheer'>(
      z.object({ workspace: z.string(), words: z.string() }),
      (services, { workspace, words }) => say(services, workspace, 'practice', words),
    ),
  },
  overdue: async () =>
    lost.map((data) => ({ job: 'repeat-cheer', data, id: `repeat-cheer/${data.words}` }) as const),
});

async function say(services: Harness['services'], workspace_id: string, channel_id: string, subject: string) {
  await inTransaction(services, (tx, queue) =>
    requestPosts(tx, queue, [{ workspace_id, kind: 'cheer', subject, channel_id }], services.now()),
  );
}

let h: Harness;
beforeEach(async () => {
  lost = [];
  h = await Harness.start({ features: [...features, cheers] });
});
afterEach(() => h.stop());

test('a feature is there by its own file and its line in the list', async () => {
  expect(await h.command('maya', 'help')).toContain('/interview cheer Cheer for the team');
  expect(await h.command('maya', 'cheer')).toContain('[Cheer]');
  const reply = await h.core.action(h.actor('maya'), 'open-cheer', '7');
  expect(reply).toMatchObject({
    type: 'form',
    form: { name: 'cheer', opening: { action: 'open-cheer', value: '7' } },
  });
  expect(h.core.mayOpenForm('open-cheer')).toBe(true);
  expect(replyText(await h.core.submit(h.actor('maya'), 'cheer', '7', { words: 'well done' }))).toBe('Said.');
  await h.drain();
  lost = [{ workspace: h.workspace, words: 'once more' }];
  await h.sweep();
  const said = await h.said();
  expect(said).toEqual(expect.arrayContaining(['Hear, hear: well done', 'Hear, hear: once more']));
});

test('without it nobody has its names, and whoever uses them hears so', async () => {
  const plain = await Harness.start();
  try {
    for (const reply of [
      await plain.core.action(plain.actor('maya'), 'open-cheer', '7'),
      await plain.core.submit(plain.actor('maya'), 'cheer', '7', {}),
    ])
      expect(replyText(reply)).toContain('no longer has that button');
    expect(await plain.command('maya', 'cheer')).toContain('I don’t know “cheer”');
  } finally {
    await plain.stop();
  }
});
