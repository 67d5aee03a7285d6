import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../adapters/discord/limits.ts';
import { markServer, readServer } from '../../adapters/discord/server-mark.ts';

const guilds = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String);
const ids = fc
  .string({ unit: 'grapheme', maxLength: limits.customId })
  .filter((id) => !/~[0-9a-z]{1,13}$/.test(id));

const messageOf = (custom: readonly string[]) => ({
  content: 'Hello ~abc',
  components: [{ type: 1, components: custom.map((custom_id) => ({ type: 2, custom_id })) }],
  files: [{ name: 'a.png', data: Buffer.from('~abc') }],
});

test('a server’s mark comes back, and what was marked is as it was', () => {
  fc.assert(
    fc.property(guilds, fc.array(ids, { minLength: 1, maxLength: 5 }), (guild, custom) => {
      const message = messageOf(custom);
      const marked = markServer(message, guild);
      expect(readServer(marked)).toEqual({ raw: message, guild });
      expect(marked.files).toEqual(message.files);
      const [row] = marked.components;
      for (const { custom_id } of row?.components ?? []) expect(custom_id.length).toBeLessThanOrEqual(100);
    }),
  );
});

test('what was never marked is about no server', () => {
  fc.assert(
    fc.property(fc.array(ids), (custom) => {
      const message = messageOf(custom);
      expect(readServer(message)).toEqual({ raw: message, guild: undefined });
    }),
  );
});
