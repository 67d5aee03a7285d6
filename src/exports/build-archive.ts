import type { Db, Tx } from '../database/database.ts';
import { inPieces } from '../database/in-pieces.ts';
import type { Section, Whose } from '../registry/my-data.ts';
import { Archive } from './archive.ts';
import { asMarkdown } from './as-markdown.ts';

/** A ZIP file with each section that has entries as JSON and as Markdown, all as of one moment. */
export async function buildArchive(
  db: Db,
  sections: readonly Section[],
  whose: Whose,
  at: Date,
): Promise<Uint8Array> {
  const archive = new Archive(at);
  const contents = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const lines: string[] = [];
      for (const section of sections) {
        const count = await addSection(archive, tx, section, whose);
        if (count > 0) lines.push(`- [${section.title}](${section.name}.md) (${count})`);
      }
      return lines;
    });
  const readme = archive.file('README.md');
  readme.write(`${intro}\n\n${contents.join('\n')}\n`);
  readme.end();
  return archive.bytes();
}

const intro = `# Your data in Whetstone

Each part is here twice: as a \`.md\` file to read, and as a \`.json\` file of the same name for programs. Times are UTC.`;

/** Returns how many entries it has. */
async function addSection(
  archive: Archive,
  tx: Tx,
  { name, title, entries }: Section,
  whose: Whose,
): Promise<number> {
  let count = 0;
  let files: { json: ReturnType<Archive['file']>; markdown: ReturnType<Archive['file']> } | undefined;
  for await (const piece of inPieces(tx, `export_${name}`, entries(whose))) {
    files ??= begin(archive, name, title);
    for (const entry of piece) {
      files.json.write(`${count === 0 ? '' : ','}\n${JSON.stringify(entry, undefined, 2)}`);
      count += 1;
      files.markdown.write(`\n## ${count}\n\n${asMarkdown(entry)}`);
    }
  }
  files?.json.write('\n]\n');
  files?.json.end();
  files?.markdown.end();
  return count;
}

function begin(archive: Archive, name: string, title: string) {
  const files = { json: archive.file(`${name}.json`), markdown: archive.file(`${name}.md`) };
  files.json.write('[');
  files.markdown.write(`# ${title}\n`);
  return files;
}
