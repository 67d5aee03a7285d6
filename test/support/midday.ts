/** A zone in which it is noon, and in it the time an hour from now: what a test does within hours, it does on one date whenever it runs. */
export function inAnHour(): { readonly time: string; readonly zone: string } {
  const ahead = 12 - new Date().getUTCHours();
  const zone = ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
  const time = new Date(Date.now() + (1 + ahead) * 3_600_000).toISOString().slice(11, 16);
  return { time, zone };
}
