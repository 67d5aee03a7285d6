import { rejoinChannel } from '../channels/join-channel.ts';
import type { Block, Card } from '../chat/card.ts';
import type { Services } from '../services/services.ts';
import { scheduleCard } from './schedule-cards.ts';
import type { Schedule } from './schedules.ts';

/** Joins the channel of a schedule that was saved, and shows the schedule with what is still to be done there. */
export async function joinedCard(services: Services, schedule: Schedule, title: string): Promise<Card> {
  const { workspace_id: workspace, channel_id: channel, ping_role } = schedule;
  const obstacle = await rejoinChannel(services, { workspace, channel }, ping_role ?? undefined);
  const card = await scheduleCard(services.db, schedule, services.now(), title);
  if (obstacle === undefined) return { tone: 'success', ...card };
  const warning: Block = { type: 'text', text: [{ bold: 'One thing to do: ' }, obstacle] };
  return { ...card, tone: 'warning', blocks: [warning, ...card.blocks] };
}
