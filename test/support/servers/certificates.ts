import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const run = promisify(execFile);

export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** An authority of our own, which nobody else knows, and what it has signed: files that go with the test. */
export async function ownAuthority() {
  const folder = await mkdtemp(join(tmpdir(), 'whetstone-authority-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await chmod(folder, 0o755);
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const authority = ['-x509', '-subj', '/CN=Our own authority', '-days', '2'];
  await openssl('req', ...newKey, ...authority, '-keyout', 'authority.key', '-out', 'authority.pem');
  await writeFile(file('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
  return {
    certificate: file('authority.pem'),
    async sign(name: string): Promise<Certificate> {
      const [key, request, certificate] = [`${name}.key`, `${name}.csr`, `${name}.pem`];
      await openssl('req', ...newKey, '-subj', `/CN=${name}`, '-keyout', key, '-out', request);
      const signed = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-days', '2'];
      await openssl('x509', '-req', '-in', request, ...signed, '-extfile', 'names', '-out', certificate);
      await chmod(file(key), 0o600);
      return { certificate: file(certificate), key: file(key) };
    },
  };
}
