import { SnowflakeUtil } from 'discord.js';

/** Ids that grow and hold the time they were made at. With `apart` they fall on different shards. */
export function snowflakes(): (apart?: boolean) => string {
  let last = 0n;
  return (apart = false) => {
    const now = (BigInt(Date.now()) - SnowflakeUtil.epoch) << 22n;
    const next = last + (apart ? 1n << 22n : 1n);
    last = now > next ? now : next;
    return String(last);
  };
}
