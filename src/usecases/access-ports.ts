// What access needs from outside: API keys with their scopes, and the audit log.

import type { AuditKind } from './audit-kinds.ts'
import type { Sight } from './sight.ts'
import type { Write } from './write.ts'

export interface AuditEvent {
  at: number
  kind: AuditKind
  actor: string
  /** Ids, counts and codes only. */
  detail: Record<string, unknown>
}

export interface AuditPage {
  before?: number | undefined
  kind?: string | undefined
  actor?: string | undefined
  /** Instants, `to` not included. */
  from?: number | undefined
  to?: number | undefined
  limit: number
  /** Events of protective marks are listed only where all may be seen. */
  sight?: Sight
}

export interface AuditStore {
  list(page: {
    after: number
    kind?: string
    limit: number
    /** Events of protective marks are listed only where all may be seen. */
    sight?: Sight
  }): Promise<(AuditEvent & { auditNo: number })[]>
  /** For people: newest first, before a number. */
  newest(page: AuditPage): Promise<(AuditEvent & { auditNo: number })[]>
  /**
   * Who read a record or changed it, newest first; those that listed it, or read these requests with it, only
   * among the newest `searches` of their kind.
   */
  readingsOf(page: {
    recordNo: number
    requestNos?: readonly string[]
    /** From this instant on they tell of it. */
    since?: number
    before?: number | undefined
    limit: number
    searches: number
    sight?: Sight
    /** What happened to these versions and lines of the record is left out. */
    untold?: { versions: readonly number[]; lines: readonly number[] }
  }): Promise<(AuditEvent & { auditNo: number })[]>
  insert(events: readonly AuditEvent[]): Write[]
}

export const SCOPES = [
  'provisions:write',
  'provisions:read',
  'disclosures',
  'restricted',
  'retention',
  'admin',
] as const
export type Scope = (typeof SCOPES)[number]

export interface StoredApiKey {
  keyId: string
  digest: Uint8Array
  sourceId: number
  source: string
  scopes: Scope[]
  createdAt: number
  expiresAt: number | null
  revokedAt: number | null
  lastUsedAt: number | null
}

export interface ApiKeyStore {
  findByDigest(digest: Uint8Array): Promise<StoredApiKey | undefined>
  list(): Promise<StoredApiKey[]>
  /** The source of this name comes to be with its first key. */
  insert(key: Omit<StoredApiKey, 'sourceId' | 'revokedAt' | 'lastUsedAt'>): Write[]
  revoke(keyId: string, at: number): Write
  touch(keyId: string, at: number): Write
}

/** The text of API keys: `kb_` + 30 base62 + checksum, shown once. */
export interface ApiKeyText {
  create(): string
  /** SHA-256 of a well-formed key; undefined when the text is none. */
  digest(text: string): Uint8Array | undefined
}
