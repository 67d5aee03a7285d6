declare module '../database/database.ts' {
  interface Database {
    vacations: Vacations;
  }
}

interface Vacations {
  workspace_id: string;
  member_id: string;
  /** Local dates, `YYYY-MM-DD`, both included. */
  starts_on: string;
  ends_on: string;
}
