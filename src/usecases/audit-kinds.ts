// Every kind of audit event there is: what is not in this list cannot be written, and the console has words for each.

const RECORDS = [
  'records.recorded',
  'record.read',
  'records.searched',
  'record.amended',
  'record.filled',
  'record.settled',
  'record.voided',
  'reason.stated',
  'register.made',
  'third_party.registered',
  'third_party.read',
] as const

const REQUESTS = [
  'disclosure.opened',
  'disclosure.read',
  'disclosure.identity_verified',
  'disclosure.identity_failed',
  'disclosure.clock_stopped',
  'disclosure.clock_resumed',
  'disclosure.due_extended',
  'disclosure.fee_noted',
  'disclosure.method_changed',
  'disclosure.matches_read',
  'disclosure.matches_settled',
  'disclosure.decided',
  'disclosure.delivered',
  'disclosure.delivery_returned',
  'disclosure.objection_noted',
  'disclosure.alert_settled',
  'extract.previewed',
  'extract.issued',
  'extract.read',
  'letter.issued',
  'letter.read',
] as const

const RETENTION = [
  'retention.run_started',
  'retention.records_erased',
  'retention.requests_redacted',
  'retention.run_done',
  'retention.stop_requested',
  'retention.run_stopped',
  'retention.run_failed',
  'retention.erasure_approved',
  'retention.history_erased',
  'retention.clock_refused',
  'retention.clock_confirmed',
  'legal_hold.placed',
  'legal_hold.released',
  'legal_holds.read',
] as const

const APPROVALS = [
  'approval.asked',
  'approval.approved',
  'approval.refused',
  'approval.withdrawn',
  'approval.read',
] as const

const MARKS = [
  'protective_mark.placed',
  'protective_mark.released',
  'protective_mark.read',
  'protective_mark.records_read',
  'protective_mark.record_changed',
  'protective_mark.approval_asked',
  'protective_mark.approval_approved',
  'protective_mark.approval_refused',
  'protective_mark.approval_withdrawn',
  'protective_mark.approval_read',
] as const

const PEOPLE = [
  'user.signed_in',
  'user.signed_out',
  'user.recovery_code_used',
  'user.passkey_counted',
  'user.sessions_ended',
  'user.attempts_repeated',
  'user.password_changed',
  'user.totp_added',
  'user.totp_removed',
  'user.recovery_codes_made',
  'user.passkey_added',
  'user.passkey_removed',
  'user.first_link_made',
  'user.created',
  'user.link_made',
  'user.link_used',
  'user.role_changed',
  'user.disabled',
  'user.enabled',
  'key.created',
  'key.revoked',
] as const

const UPKEEP = [
  'audit.exported',
  'templates.checked',
  'ledger.verified',
  'ledger.exported',
  'ledger.import_begun',
  'ledger.imported',
  'vault.master_rotated',
  'vault.sealing_key_added',
  'vault.resealed',
] as const

/** In the order in which people look for them. */
export const AUDIT_KINDS = [
  ...RECORDS,
  ...REQUESTS,
  ...RETENTION,
  ...APPROVALS,
  ...MARKS,
  ...PEOPLE,
  ...UPKEEP,
] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

/** What happens to protective marks is for the restricted role (令11条). */
export const MARK_KINDS = 'protective_mark.'
