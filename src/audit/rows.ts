import type { Generated } from 'kysely';

declare module '../database/database.ts' {
  interface Database {
    audit_entries: AuditEntries;
  }
}

interface AuditEntries {
  workspace_id: string;
  id: Generated<string>;
  at: Date;
  /** Null when whoever runs Whetstone did it. */
  member_id: string | null;
  deed: string;
  /** As `Deed` has it. */
  about: unknown;
}
