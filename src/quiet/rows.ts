declare module '../database/database.ts' {
  interface Database {
    quiet_hours: QuietHoursTable;
  }
}

interface QuietHoursTable {
  workspace_id: string;
  member_id: string;
  /** Local times, `HH:MM:SS`. Where the end comes first, the hours last over midnight. */
  starts_at: string;
  ends_at: string;
  time_zone: string;
}
