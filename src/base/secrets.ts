import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** Encrypts secrets at rest. */
export interface SecretBox {
  /** `purpose` is bound to the result: it opens for no other. */
  seal(secret: string, purpose: string): string;
  /** Whether it was sealed with the key that seals now. */
  isCurrent(sealed: string, purpose: string): boolean;
  /** @throws Error when no key opens it. */
  open(sealed: string, purpose: string): string;
}

/** The first key seals; every key opens, so that an old one can be replaced by putting a new one before it. */
export function secretBox(keys: readonly Buffer[]): SecretBox {
  const [current] = keys;
  if (!current) throw new Error('a secret box needs a key');
  return {
    seal(secret, purpose) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, current, iv).setAAD(Buffer.from(purpose));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
    },
    isCurrent: (sealed, purpose) => openWith(current, Buffer.from(sealed, 'base64'), purpose) !== undefined,
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed, 'base64');
      for (const key of keys) {
        const secret = openWith(key, bytes, purpose);
        if (secret !== undefined) return secret;
      }
      throw new Error('no key in ENCRYPTION_KEY opens this secret');
    },
  };
}

function openWith(key: Buffer, bytes: Buffer, purpose: string): string | undefined {
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
    return text.toString('utf8');
  } catch {
    return undefined;
  }
}
