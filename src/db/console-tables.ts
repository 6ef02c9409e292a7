// Row types of the console's tables: its people, what they approve, and what it counts.

import type { ApprovalKind } from '../domain/approval.ts'
import type { Role } from '../domain/role.ts'
import type { CredentialKind, SignInMethod } from '../usecases/user-ports.ts'

export interface ConsoleTables {
  console_user: {
    user_id: string
    digest: Uint8Array
    role: Role
    created_at: number
    created_by: string
    disabled_at: number | null
    sealed: Uint8Array
  }
  credential: {
    credential_id: string
    user_id: string
    kind: CredentialKind
    digest: Uint8Array | null
    created_at: number
    last_used_at: number | null
    sealed: Uint8Array | null
  }
  console_session: {
    session_id: string
    digest: Uint8Array
    user_id: string
    method: SignInMethod
    started_at: number
    seen_at: number
    reason_until: number | null
  }
  one_time_link: {
    digest: Uint8Array
    user_id: string | null
    made_at: number
    expires_at: number
  }
  spent_once: { digest: Uint8Array; forget_at: number }
  sign_in_attempt: { digest: Uint8Array; attempt: number; at: number }
  approval: {
    approval_id: string
    revision: number
    kind: ApprovalKind
    subject: string
    state: 'asked' | 'approved' | 'refused' | 'used' | 'withdrawn'
    at: number
    by: string
    sealed: Uint8Array | null
  }
  provision_count: {
    month: string
    direction: number
    basis: number
    third_party_id: number
    hidden: number
    records: number
    lacking: number
    conflicting: number
  }
  expiry_count: {
    keep_through: string
    rule: number
    retention_class: number
    hidden: number
    records: number
  }
  counting: { counted_from: number }
  source_day: {
    source_id: number
    day: string
    recorded: number
    late: number
    refused: number
    first_record_no: number | null
    last_record_no: number | null
  }
  late_record: { record_no: number }
}
