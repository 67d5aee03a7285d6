import { strToU8, Zip, ZipDeflate } from 'fflate';

interface ArchivedFile {
  write(text: string): void;
  end(): void;
}

/** A ZIP file that grows: of what is written, only the compressed bytes are kept. */
export class Archive {
  readonly #chunks: Uint8Array[] = [];
  readonly #zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.#chunks.push(chunk);
  });
  readonly #at: Date;

  constructor(at: Date) {
    this.#at = at;
  }

  /** Several files can be written at once. */
  file(name: string): ArchivedFile {
    const deflate = new ZipDeflate(name);
    deflate.mtime = this.#at;
    this.#zip.add(deflate);
    return {
      write: (text) => deflate.push(strToU8(text)),
      end: () => deflate.push(new Uint8Array(), true),
    };
  }

  /** The whole file, once all in it have ended. */
  bytes(): Uint8Array {
    this.#zip.end();
    return Buffer.concat(this.#chunks);
  }
}
