import { fileNotSent } from '../posts/file-not-sent.ts';
import type { Section } from '../registry/my-data.ts';
import type { PostDefinition } from '../registry/post-kind.ts';
import { buildArchive } from './build-archive.ts';

const text = 'Everything here that is yours. Unpack the file and start with README.md.';

/** A member's data as a file for them alone, as they are when it is sent. */
export const exportPost = (sections: () => readonly Section[]): PostDefinition => ({
  ...fileNotSent('your data', ['To try again, type ', { code: '/interview data export' }, '.']),
  async content(db, { workspace_id: workspace, only_for: member, created_at }) {
    if (member === null) return undefined;
    return {
      card: {
        summary: text,
        blocks: [
          { type: 'header', text: 'Your data' },
          { type: 'text', text },
        ],
      },
      isDirect: true,
      file: {
        name: `whetstone-${created_at.toISOString().slice(0, 19).replaceAll(':', '-')}.zip`,
        mediaType: 'application/zip',
        bytes: () => buildArchive(db, sections(), { workspace, member }, created_at),
      },
    };
  },
});
