// The roles of people at the console, and what each may ask of the use cases (contract 8).

export const ROLES = ['officer', 'restricted_officer', 'auditor', 'administrator'] as const
/**
 * officer: records, requests, retention. restricted_officer: also what marks under article 11 of the order
 * hide. auditor: reads all of it and changes nothing, and sees people only after giving a reason.
 * administrator: keys, users, the audit log; no personal data.
 */
export type Role = (typeof ROLES)[number]

/** Roles whose work is with people's data. */
export const OFFICERS: readonly Role[] = ['officer', 'restricted_officer']
/** Roles that may look at records and requests. */
export const READERS: readonly Role[] = [...OFFICERS, 'auditor']
export const ADMINISTRATORS: readonly Role[] = ['administrator']

type RoleScope = 'provisions:read' | 'disclosures' | 'restricted' | 'retention' | 'admin'

const OFFICER_SCOPES: readonly RoleScope[] = ['provisions:read', 'disclosures', 'retention']

/** The scopes a person acts with; that an auditor changes nothing is for whoever serves the pages. */
export const SCOPES_OF_ROLE: Record<Role, readonly RoleScope[]> = {
  officer: OFFICER_SCOPES,
  restricted_officer: [...OFFICER_SCOPES, 'restricted'],
  auditor: OFFICER_SCOPES,
  administrator: ['admin'],
}
